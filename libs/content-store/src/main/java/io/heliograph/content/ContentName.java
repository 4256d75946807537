package io.heliograph.content;

import io.heliograph.content.ContentException.Reason;
import io.heliograph.event.Labels;
import io.heliograph.event.source.Sources;

/**
 * Names a file: a declared source, a known label and 64 lower-case hexadecimal digits (part 1 row
 * 16). Nothing else can be made into a path, so nothing outside the store can be named.
 */
public record ContentName(String source, String label, String sha256) {
  /**
   * A name whose parts are checked.
   *
   * @throws ContentException when the hash has another form, or source or label do not exist
   */
  public static ContentName of(Sources sources, String source, String label, String sha256) {
    requireHash(sha256);
    requirePlace(sources, source, label);
    return new ContentName(source, label, sha256);
  }

  /**
   * Returns when source and label exist.
   *
   * @throws ContentException when source or label do not exist
   */
  public static void requirePlace(Sources sources, String source, String label) {
    if (!sources.knows(source)) {
      throw new ContentException(Reason.UNKNOWN_PLACE, "unknown source: " + shown(source));
    }
    if (!Labels.isKnown(label)) {
      throw new ContentException(Reason.UNKNOWN_PLACE, "unknown label: " + shown(label));
    }
  }

  /** Whether it has the one form of a hash: 64 lower-case hexadecimal digits. */
  static boolean isHash(String text) {
    boolean hexadecimal = text.length() == 64;
    for (int i = 0; hexadecimal && i < 64; i++) {
      char digit = text.charAt(i);
      hexadecimal = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    }
    return hexadecimal;
  }

  private static void requireHash(String sha256) {
    if (!isHash(sha256)) {
      throw new ContentException(
          Reason.BAD_HASH, "the hash must be 64 lower-case hexadecimal digits");
    }
  }

  /** Input of anybody is shown cut to a length. */
  private static String shown(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }
}
