package io.heliograph.identify;

import java.util.Optional;

/**
 * The beginning of a content as text, where it is text.
 *
 * @param description in the words that people know from {@code file}
 */
record TextLook(String text, String description) {

  static Optional<TextLook> of(Sample sample) {
    return sample.sizeBytes() == 0
        ? Optional.empty()
        : Decoded.of(sample.head(), sample.head().length < sample.sizeBytes()).map(TextLook::look);
  }

  /** Whether no part of the text is missing. */
  boolean isWhole(Sample sample) {
    return sample.sizeBytes() <= Sample.HEAD_BYTES;
  }

  private static TextLook look(Decoded decoded) {
    String text = decoded.text();
    String ends =
        text.contains("\r\n")
            ? ", with CRLF line terminators"
            : text.indexOf('\n') >= 0 ? "" : ", with no line terminators";
    return new TextLook(
        text.replace("\r\n", "\n").replace('\r', '\n'), decoded.description() + ends);
  }
}
