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

  static Optional<TextLook> of(Sample sample) {
    byte[] head = sample.head();
    if (sample.has(0, "\u00ff\u00fe") || sample.has(0, "\u00fe\u00ff")) {
      boolean little = head[0] == (byte) 0xff;
      String text = new String(head, 2, head.length - 2 & ~1, little ? UTF_16LE : UTF_16BE);
      return look(
          text, "Unicode text, UTF-16, " + (little ? "little" : "big") + "-endian text", sample);
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
