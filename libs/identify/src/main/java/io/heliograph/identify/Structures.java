package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Formats without a signature worth the name: several fields must make sense together. */
final class Structures {
  private static final int[] MP3_KILOBITS = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] LAYER2_KILOBITS = {
    0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384
  };
  private static final int[] HERTZ = {44_100, 48_000, 32_000};

  private Structures() {}

  /** The format whose structure the content begins with, or an empty text. */
  static String find(Sample sample) throws IOException {
    if (isBitmap(sample)) {
      return "image/bmp";
    }
    String icon = icon(sample);
    if (!icon.isEmpty()) {
      return icon;
    }
    if (isOldTar(sample)) {
      return "archive/tar";
    }
    if (isPythonBytecode(sample)) {
      return "python/bytecode";
    }
    if (isDbase(sample)) {
      return "db/dbf";
    }
    if (isTorrent(sample)) {
      return "application/torrent";
    }
    if (isArc(sample)) {
      return "archive/arc";
    }
    if (isZlib(sample)) {
      return "archive/zlib";
    }
    return mpegAudio(sample);
  }

  private static boolean isBitmap(Sample sample) throws IOException {
    long headerBytes = sample.u32(14);
    return sample.has(0, "BM")
        && sample.u32(6) == 0
        && sample.u32(10) >= 14 + headerBytes
        && (headerBytes == 12
            || headerBytes == 40
            || headerBytes == 108
            || headerBytes == 124
            || headerBytes == 56
            || headerBytes == 52
            || headerBytes == 64);
  }

  /** Icons and cursors: how many pictures, and the first must lie within the file. */
  private static String icon(Sample sample) throws IOException {
    int kind = sample.u16(2);
    int count = sample.u16(4);
    boolean fits =
        sample.u16(0) == 0
            && count > 0
            && count <= 256
            && sample.u8(9) == 0
            && sample.u32(18) >= 6 + 16L * count
            && sample.u32(18) + sample.u32(14) <= sample.sizeBytes();
    return !fits ? "" : kind == 1 ? "image/icon" : kind == 2 ? "image/cursor" : "";
  }

  /** Archives older than ustar have only the checksum of their header. */
  private static boolean isOldTar(Sample sample) throws IOException {
    if (sample.sizeBytes() < 512 || sample.u8(0) == 0) {
      return false;
    }
    int sum = 0;
    for (int at = 0; at < 512; at++) {
      sum += at >= 148 && at < 156 ? ' ' : sample.u8(at);
    }
    int written = 0;
    int digits = 0;
    for (int at = 148; at < 156; at++) {
      int digit = sample.u8(at) - '0';
      if (digit >= 0 && digit < 8) {
        written = written * 8 + digit;
        digits++;
      }
    }
    return digits >= 4 && written == sum;
  }

  private static boolean isPythonBytecode(Sample sample) throws IOException {
    int version = sample.u16(0);
    boolean known =
        (version >= 3000 && version <= 3800) || (version >= 20_121 && version <= 62_211);
    return known && sample.u16(2) == 0x0a0d && sample.sizeBytes() > 16;
  }

  private static boolean isDbase(Sample sample) throws IOException {
    int version = sample.u8(0);
    int month = sample.u8(2);
    int day = sample.u8(3);
    int headerBytes = sample.u16(8);
    boolean known = version == 0x03 || version == 0x30 || version == 0x83 || version == 0x8b;
    return known
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= 31
        && headerBytes > 64
        && sample.u16(10) > 0
        && sample.u8(headerBytes - 1) == 0x0d;
  }

  private static boolean isTorrent(Sample sample) throws IOException {
    if (sample.u8(0) != 'd') {
      return false;
    }
    String text = sample.latin(Sample.HEAD_BYTES);
    return (text.startsWith("d8:announce")
            || text.startsWith("d13:announce-list")
            || text.startsWith("d10:created by")
            || text.startsWith("d7:comment")
            || text.startsWith("d13:creation date")
            || text.startsWith("d4:info"))
        && text.contains("4:infod");
  }

  /** A mark, a method, a name that ends with a zero byte, a size that fits. */
  private static boolean isArc(Sample sample) throws IOException {
    int method = sample.u8(1);
    if (sample.u8(0) != 0x1a || method < 1 || method > 9) {
      return false;
    }
    int length = 0;
    while (length < 13 && sample.u8(2 + length) > ' ' && sample.u8(2 + length) < 0x7f) {
      length++;
    }
    return length > 0
        && length < 13
        && sample.u8(2 + length) == 0
        && sample.u32(15) < sample.sizeBytes();
  }

  private static boolean isZlib(Sample sample) throws IOException {
    int head = sample.u16big(0);
    if ((head & 0x0f00) != 0x0800 || head >> 12 > 7 || head % 31 != 0 || sample.sizeBytes() < 8) {
      return false;
    }
    try (Inflater inflater = new Inflater()) {
      byte[] bytes = sample.head();
      inflater.setInput(bytes);
      byte[] out = new byte[8192];
      int inflated = inflater.inflate(out);
      return inflated > 0
          && !inflater.needsDictionary()
          && (inflated == out.length || inflater.finished() || bytes.length < sample.sizeBytes());
    } catch (DataFormatException other) {
      return false;
    }
  }

  /** Two frames, one where the first says that it ends; or a single one that is the content. */
  private static String mpegAudio(Sample sample) throws IOException {
    int frameBytes = frameBytes(sample, 0);
    boolean ends = frameBytes == sample.sizeBytes();
    if (frameBytes == 0 || (!ends && frameBytes(sample, frameBytes) == 0)) {
      return "";
    }
    return (sample.u8(1) & 6) == 2 ? "audio/mp3" : "audio/mp2";
  }

  private static int frameBytes(Sample sample, int at) throws IOException {
    int sync = sample.u16big(at);
    int layer = sync >> 1 & 3;
    int version = sync >> 3 & 3;
    int third = sample.u8(at + 2);
    int rate = third >> 4;
    int frequency = third >> 2 & 3;
    if ((sync & 0xffe0) != 0xffe0
        || (layer != 1 && layer != 2)
        || version == 1
        || rate == 0
        || rate == 15
        || frequency == 3) {
      return 0;
    }
    int hertz = HERTZ[frequency] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    int padding = third >> 1 & 1;
    if (version == 3) {
      int kilobits = layer == 1 ? MP3_KILOBITS[rate] : LAYER2_KILOBITS[rate];
      return 144_000 * kilobits / hertz + padding;
    }
    int kilobits = rate < 9 ? 8 * rate : 16 * (rate - 4);
    return (layer == 1 ? 72_000 : 144_000) * kilobits / hertz + padding;
  }

  /** The format that the last bytes or the size tell, or an empty text. */
  static String findAtTheEnd(Sample sample) throws IOException {
    String end = new String(sample.read(sample.sizeBytes() - 26, 26), ISO_8859_1);
    if (end.startsWith("TRUEVISION-XFILE.", 8) && isTarga(sample)) {
      return "image/tga";
    }
    long footer = sample.sizeBytes() - 512;
    boolean disk =
        new String(sample.read(footer, 8), ISO_8859_1).equals("conectix")
            && sample.u16big(footer + 12) == 1;
    return disk ? "archive/vhd" : isOldTarga(sample) ? "image/tga" : "";
  }

  /** A kind of picture and a number of bits for each of its points that there are. */
  private static boolean isTarga(Sample sample) throws IOException {
    int kind = sample.u8(2) & ~8;
    int bits = sample.u8(16);
    return sample.u8(1) <= 1
        && kind >= 1
        && kind <= 3
        && (bits == 15 || bits % 8 == 0)
        && bits >= 8
        && bits <= 32
        && sample.u8(17) < 64;
  }

  /** Older pictures have no footer; where points are not packed, the size must fit to the byte. */
  private static boolean isOldTarga(Sample sample) throws IOException {
    if (!isTarga(sample) || sample.u8(2) > 3) {
      return false;
    }
    long points = (long) sample.u16(12) * sample.u16(14);
    long palette = (long) sample.u16(5) * ((sample.u8(7) + 7) / 8);
    long bytes = 18 + sample.u8(0) + palette + points * ((sample.u8(16) + 7) / 8);
    return points > 0 && bytes == sample.sizeBytes();
  }
}
