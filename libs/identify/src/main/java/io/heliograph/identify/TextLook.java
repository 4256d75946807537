package io.heliograph.identify;

import java.io.IOException;
import java.util.Optional;

/**
 * The beginning of a content as text, where it is text: at most {@value Sample#HEAD_BYTES} bytes of
 * it, from the first one that is no blank where there are many blanks.
 *
 * @param description in the words that people know from {@code file}
 * @param isWhole whether no part of the text is missing at its end
 */
record TextLook(String text, String description, boolean isWhole) {
  /** More blanks than these are there to push the text out of sight. */
  private static final int BLANKS_MAX = 1024;

  private static final long SKIPPED_BYTES_MAX = 16L << 20;

  /** Beginnings of characters of four bytes. */
  private static final long ALIGNED = ~3L;

  static Optional<TextLook> of(Sample sample) throws IOException {
    if (sample.sizeBytes() == 0) {
      return Optional.empty();
    }
    byte[] head = sample.head();
    boolean whole = head.length == sample.sizeBytes();
    Optional<Decoded> decoded = Decoded.of(head, !whole);
    if (decoded.isEmpty() || blanks(decoded.get().text()) < BLANKS_MAX) {
      return decoded.map(text -> look(text, "", whole));
    }
    long first = firstInk(sample) & ALIGNED;
    byte[] evidence = sample.read(first, Sample.HEAD_BYTES);
    boolean rest = first + evidence.length == sample.sizeBytes();
    Optional<Decoded> further = Decoded.of(evidence, !rest);
    // What needs to stand at the very first byte does not.
    return Optional.of(
        further
            .map(text -> look(text, "\n", rest))
            .orElseGet(() -> look(decoded.get(), "", whole)));
  }

  /** The beginning of what is nearly text; its description is empty. */
  static Optional<TextLook> loosely(Sample sample) {
    return Decoded.loosely(sample.head())
        .map(text -> look(new Decoded(text, ""), "", false))
        .map(look -> new TextLook(look.text(), "", false));
  }

  private static int blanks(String text) {
    int at = 0;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where the first byte is that is no blank, nor the half of one. */
  private static long firstInk(Sample sample) throws IOException {
    long end = Math.min(sample.sizeBytes(), SKIPPED_BYTES_MAX);
    // A mark of the encoding may stand before the blanks.
    long at = 4;
    while (at < end) {
      byte[] bytes = sample.read(at, Sample.HEAD_BYTES);
      for (int place = 0; place < bytes.length; place++) {
        if (bytes[place] < 0 || bytes[place] > ' ') {
          return at + place;
        }
      }
      at += bytes.length;
    }
    return 0;
  }

  private static TextLook look(Decoded decoded, String before, boolean whole) {
    String text = decoded.text();
    String ends =
        text.contains("\r\n")
            ? ", with CRLF line terminators"
            : text.indexOf('\n') >= 0 ? "" : ", with no line terminators";
    return new TextLook(
        before + text.replace("\r\n", "\n").replace('\r', '\n'),
        decoded.description() + ends,
        whole);
  }
}
