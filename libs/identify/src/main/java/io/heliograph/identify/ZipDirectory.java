package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names of the entries of a ZIP archive, by the rules of its end record (APPNOTE 4.3.16), ZIP64
 * included: what looks like an end record within a comment is none when no directory ends there.
 *
 * @param begins where the first entry that the directory names begins in the content
 */
record ZipDirectory(List<String> names, long begins) {
  private static final int END_BYTES = 22;
  private static final int COMMENT_BYTES_MAX = 65_535;
  private static final int DIRECTORY_BYTES_MAX = 1 << 20;
  private static final int CANDIDATES_MAX = 64;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_BYTES = 56;
  private static final int ENTRY_BYTES = 46;
  private static final long END = 0x06054b50;
  private static final long END64 = 0x06064b50;
  private static final long LOCATOR = 0x07064b50;
  private static final long ENTRY = 0x02014b50;
  private static final long IN_END64 = 0xffffffffL;

  /** The directory; none when the content ends as no archive. */
  static Optional<ZipDirectory> find(Sample sample) throws IOException {
    byte[] tail = sample.tail(END_BYTES + COMMENT_BYTES_MAX);
    long tailAt = sample.sizeBytes() - tail.length;
    int candidates = 0;
    for (int at = tail.length - END_BYTES; at >= 0 && candidates < CANDIDATES_MAX; at--) {
      if (number(tail, at, 4) == END && at + END_BYTES + number(tail, at + 20, 2) <= tail.length) {
        candidates++;
        Optional<ZipDirectory> directory = endingAt(sample, tail, at, tailAt);
        if (directory.isPresent()) {
          return directory;
        }
      }
    }
    return Optional.empty();
  }

  /** Of an archive that is cut off, what its first bytes name. */
  static List<String> locals(byte[] bytes) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at + 30 <= bytes.length) {
      int length = (int) number(bytes, at + 26, 2);
      if (number(bytes, at, 4) == 0x04034b50 && at + 30 + length <= bytes.length) {
        names.add(new String(bytes, at + 30, length, ISO_8859_1));
        at += 30 + length;
      } else {
        at++;
      }
    }
    return names;
  }

  private static Optional<ZipDirectory> endingAt(Sample sample, byte[] tail, int at, long tailAt)
      throws IOException {
    long end = tailAt + at;
    long size = number(tail, at + 12, 4);
    long written = number(tail, at + 16, 4);
    long count = number(tail, at + 10, 2);
    if (size == 0 && count == 0) {
      return end == written || end == 0
          ? Optional.of(new ZipDirectory(List.of(), 0))
          : Optional.empty();
    }
    if (size == IN_END64 || written == IN_END64 || count == 0xffff) {
      byte[] record = end64(sample, end - LOCATOR_BYTES);
      if (record.length == END64_BYTES) {
        size = number(record, 40, 8);
        written = number(record, 48, 8);
        end = position(sample, end - LOCATOR_BYTES);
      }
    }
    // The directory ends where its end record begins, whatever was put before the archive.
    Optional<ZipDirectory> directory = at(sample, end - size, size, written);
    return directory.isPresent() ? directory : at(sample, written, size, written);
  }

  private static byte[] end64(Sample sample, long locator) throws IOException {
    long position = locator < 0 ? -1 : position(sample, locator);
    return position < 0 ? new byte[0] : sample.read(position, END64_BYTES);
  }

  /** Where the record is: at the place that is written, or right before its locator. */
  private static long position(Sample sample, long locator) throws IOException {
    if (sample.u32(locator) != LOCATOR) {
      return -1;
    }
    long before = locator - END64_BYTES;
    long written = sample.u64(locator + 8);
    return sample.u32(before) == END64 ? before : sample.u32(written) == END64 ? written : -1;
  }

  private static Optional<ZipDirectory> at(Sample sample, long start, long size, long written)
      throws IOException {
    if (start < 0 || size <= 0 || sample.u32(start) != ENTRY) {
      return Optional.empty();
    }
    byte[] bytes = sample.read(start, (int) Math.min(size, DIRECTORY_BYTES_MAX));
    List<String> names = new ArrayList<>();
    long begins = Long.MAX_VALUE;
    int at = 0;
    while (at + ENTRY_BYTES <= bytes.length && number(bytes, at, 4) == ENTRY) {
      int length = (int) number(bytes, at + 28, 2);
      if (at + ENTRY_BYTES + length > bytes.length) {
        break;
      }
      names.add(new String(bytes, at + ENTRY_BYTES, length, ISO_8859_1));
      begins = Math.min(begins, number(bytes, at + 42, 4));
      at +=
          ENTRY_BYTES + length + (int) number(bytes, at + 30, 2) + (int) number(bytes, at + 32, 2);
    }
    long shift = start - written;
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new ZipDirectory(List.copyOf(names), begins + shift));
  }

  private static long number(byte[] bytes, int at, int length) {
    long number = 0;
    for (int place = length - 1; place >= 0; place--) {
      number = (number << 8) | (bytes[at + place] & 0xff);
    }
    return number;
  }
}
