package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32BE;
import static java.nio.charset.StandardCharsets.UTF_32LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes as the text that they are, whatever its encoding: Unicode with and without marks, and the
 * families of {@link LegacyEncodings}.
 *
 * @param description in the words that people know from {@code file}
 */
record Decoded(String text, String description) {
  /** Fewer zeros between characters may stand in any file. */
  private static final int WIDE_BYTES_MIN = 16;

  /** Of a text in wide characters without a mark, so many are of ASCII or signs at least. */
  private static final int COMMON_EVERY = 24;

  /** Of what is nearly text, one byte in so many may be none of a text. */
  private static final int ODD_EVERY = 10;

  /** The text; none when the bytes are no text. {@code cut} when they go on. */
  static Optional<Decoded> of(byte[] bytes, boolean cut) {
    boolean littleMark = begins(bytes, 0xff, 0xfe);
    if (littleMark && isAscii(bytes, 2)) {
      // Text cannot read as such in UTF-16: a mark that hides a script from those who believe it.
      return Optional.of(
          new Decoded(new String(bytes, 2, bytes.length - 2, ISO_8859_1), "ASCII text"));
    }
    Optional<Decoded> marked = marked(bytes);
    if (marked.isPresent()) {
      return marked;
    }
    Optional<Decoded> shifting = shifting(bytes, cut);
    if (shifting.isPresent()) {
      return shifting;
    }
    if (hasControls(bytes)) {
      return unmarked(bytes);
    }
    if (high(bytes) == 0) {
      return Optional.of(new Decoded(new String(bytes, ISO_8859_1), "ASCII text"));
    }
    Optional<String> unicode = strictly(bytes, UTF_8, cut);
    if (unicode.isPresent()) {
      boolean mark = begins(bytes, 0xef, 0xbb, 0xbf);
      return Optional.of(
          new Decoded(
              mark ? unicode.get().substring(1) : unicode.get(),
              mark ? "Unicode text, UTF-8 (with BOM) text" : "Unicode text, UTF-8 text"));
    }
    return LegacyEncodings.decode(bytes, cut);
  }

  /**
   * What is nearly text: a few bytes that no text has do not keep an interpreter from the rest.
   * Blanks stand for them. None when they are too many.
   */
  static Optional<String> loosely(byte[] bytes) {
    byte[] blanked = bytes.clone();
    int odd = 0;
    for (int at = 0; at < blanked.length; at++) {
      if (isControl(blanked[at])) {
        blanked[at] = ' ';
        odd++;
      }
      odd += blanked[at] < 0 ? 1 : 0;
    }
    return bytes.length > 0 && odd <= bytes.length / ODD_EVERY
        ? Optional.of(strictly(blanked, UTF_8, true).orElse(new String(blanked, ISO_8859_1)))
        : Optional.empty();
  }

  /** Korean that shifts between its two sets by bytes that no other text has. */
  private static Optional<Decoded> shifting(byte[] bytes, boolean cut) {
    String beginning = new String(bytes, 0, Math.min(bytes.length, 1024), ISO_8859_1);
    return beginning.contains("\u001b$)C")
        ? strictly(bytes, Charset.forName("ISO-2022-KR"), cut)
            .map(text -> new Decoded(text, "ISO-2022 text, iso-2022-kr"))
        : Optional.empty();
  }

  private static Optional<Decoded> marked(byte[] bytes) {
    if (begins(bytes, 0xff, 0xfe, 0, 0) && bytes.length % 4 == 0) {
      return wide(bytes, Wide.WIDE_32LE);
    }
    if (begins(bytes, 0, 0, 0xfe, 0xff)) {
      return wide(bytes, Wide.WIDE_32BE);
    }
    if (begins(bytes, 0xff, 0xfe)) {
      return wide(bytes, Wide.WIDE_16LE);
    }
    return begins(bytes, 0xfe, 0xff) ? wide(bytes, Wide.WIDE_16BE) : Optional.empty();
  }

  /** With a mark, what is broken is a text still; without its mark. */
  private static Optional<Decoded> wide(byte[] bytes, Wide kind) {
    String text = new String(bytes, 0, kind.whole(bytes), kind.charset);
    if (text.startsWith("\ufeff")) {
      text = text.substring(1);
    }
    // A mark is two bytes: any binary content may begin with it.
    return text.isEmpty() || WideText.isLikely(text, Integer.MAX_VALUE)
        ? Optional.of(new Decoded(text, kind.description()))
        : Optional.empty();
  }

  /** Wide characters without a mark: those of ASCII have zeros beside them. */
  private static Optional<Decoded> unmarked(byte[] bytes) {
    if (bytes.length < WIDE_BYTES_MIN) {
      return Optional.empty();
    }
    for (Wide kind : Wide.values()) {
      Optional<String> text = strictly(Arrays.copyOf(bytes, kind.whole(bytes)), kind.charset, true);
      if (text.isPresent() && WideText.isLikely(text.get(), COMMON_EVERY)) {
        return Optional.of(new Decoded(text.get(), kind.description()));
      }
    }
    return Optional.empty();
  }

  /** Encodings whose characters have two or four bytes; four come first, they are the rarer. */
  private enum Wide {
    WIDE_32LE(UTF_32LE, 4, "32, little"),
    WIDE_32BE(UTF_32BE, 4, "32, big"),
    WIDE_16LE(UTF_16LE, 2, "16, little"),
    WIDE_16BE(UTF_16BE, 2, "16, big");

    private final Charset charset;
    private final int unitBytes;
    private final String name;

    Wide(Charset charset, int unitBytes, String name) {
      this.charset = charset;
      this.unitBytes = unitBytes;
      this.name = name;
    }

    int whole(byte[] bytes) {
      return bytes.length / unitBytes * unitBytes;
    }

    String description() {
      return "Unicode text, UTF-" + name + "-endian text";
    }
  }

  /** The text; none when a byte is none of it. A character that the end cuts in two is no fault. */
  static Optional<String> strictly(byte[] bytes, Charset charset, boolean cut) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out =
        CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
    boolean fits = !decoder.decode(ByteBuffer.wrap(bytes), out, !cut).isError();
    return fits ? Optional.of(out.flip().toString()) : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int... values) {
    if (bytes.length < values.length) {
      return false;
    }
    for (int at = 0; at < values.length; at++) {
      if ((bytes[at] & 0xff) != values[at]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(byte[] bytes, int from) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] <= 0 || isControl(bytes[at])) {
        return false;
      }
    }
    return bytes.length > from;
  }

  private static boolean hasControls(byte[] bytes) {
    for (byte value : bytes) {
      if (isControl(value)) {
        return true;
      }
    }
    return false;
  }

  /** What no text has. */
  static boolean isControl(int value) {
    return (value >= 0 && value < ' ' && (value < 7 || value > 13) && value != 0x1b)
        || value == 127;
  }

  static int high(byte[] bytes) {
    int high = 0;
    for (byte value : bytes) {
      high += value < 0 ? 1 : 0;
    }
    return high;
  }
}
