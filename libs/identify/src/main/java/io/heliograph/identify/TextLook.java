package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.Optional;

/**
 * The beginning of a content as text, where it is text.
 *
 * @param description in the words that people know from {@code file}
 */
record TextLook(String text, String description) {
  /** What is looked at (contract dispatcher.md part 2 section 7). */
  private static final int CHARACTERS_MAX = 32_000;

  /** Fewer zeros between characters may stand in any file. */
  private static final int WIDE_BYTES_MIN = 16;

  static Optional<TextLook> of(Sample sample) {
    byte[] head = sample.head();
    boolean littleMark = sample.has(0, "\u00ff\u00fe");
    if (littleMark && isAscii(head, 2)) {
      // Text cannot read as such in UTF-16: a mark that hides a script from those who believe it.
      return look(new String(head, 2, head.length - 2, ISO_8859_1), "ASCII text", sample);
    }
    if (littleMark || sample.has(0, "\u00fe\u00ff")) {
      return wide(sample, 2, littleMark);
    }
    if (isWide(head, 1)) {
      return wide(sample, 0, true);
    }
    if (isWide(head, 0)) {
      return wide(sample, 0, false);
    }
    for (byte value : head) {
      if (isControl(value)) {
        return Optional.empty();
      }
    }
    int from = sample.has(0, "\u00ef\u00bb\u00bf") ? 3 : 0;
    int high = high(head);
    if (high == 0) {
      return look(new String(head, ISO_8859_1), "ASCII text", sample);
    }
    if (isUtf8(head, head.length < sample.sizeBytes())) {
      return look(
          new String(head, from, head.length - from, UTF_8),
          from == 0 ? "Unicode text, UTF-8 text" : "Unicode text, UTF-8 (with BOM) text",
          sample);
    }
    return high * 3 > head.length
        ? Optional.empty()
        : look(new String(head, ISO_8859_1), "Non-ISO extended-ASCII text", sample);
  }

  private static Optional<TextLook> wide(Sample sample, int from, boolean little) {
    byte[] head = sample.head();
    String text = new String(head, from, head.length - from & ~1, little ? UTF_16LE : UTF_16BE);
    return look(
        text, "Unicode text, UTF-16, " + (little ? "little" : "big") + "-endian text", sample);
  }

  /** Two bytes to a character without a mark: characters of ASCII, each with a zero beside it. */
  private static boolean isWide(byte[] head, int zeroAt) {
    if (head.length < WIDE_BYTES_MIN) {
      return false;
    }
    for (int at = 0; at + 1 < head.length; at += 2) {
      byte character = head[at + 1 - zeroAt];
      if (head[at + zeroAt] != 0 || character <= 0 || isControl(character)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(byte[] head, int from) {
    for (int at = from; at < head.length; at++) {
      if (head[at] <= 0 || isControl(head[at])) {
        return false;
      }
    }
    return head.length > from;
  }

  private static Optional<TextLook> look(String text, String kind, Sample sample) {
    String shown = text.length() > CHARACTERS_MAX ? text.substring(0, CHARACTERS_MAX) : text;
    String ends =
        shown.contains("\r\n")
            ? ", with CRLF line terminators"
            : shown.indexOf('\n') >= 0 ? "" : ", with no line terminators";
    return sample.sizeBytes() == 0
        ? Optional.empty()
        : Optional.of(new TextLook(shown.replace("\r\n", "\n").replace('\r', '\n'), kind + ends));
  }

  private static boolean isControl(byte value) {
    return (value >= 0 && value < ' ' && (value < 7 || value > 13) && value != 0x1b)
        || value == 127;
  }

  private static int high(byte[] bytes) {
    int high = 0;
    for (byte value : bytes) {
      high += value < 0 ? 1 : 0;
    }
    return high;
  }

  /** A character that the window cuts in two is no fault. */
  private static boolean isUtf8(byte[] bytes, boolean cut) {
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, !cut);
    return !result.isError();
  }
}
