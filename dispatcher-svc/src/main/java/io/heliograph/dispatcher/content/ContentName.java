package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.Labels;
import io.heliograph.event.source.Sources;

/**
 * Names a file: a declared source, a known label and 64 lower-case hexadecimal digits (part 1 row
 * 16). Nothing else can be made into a path, so nothing outside the store can be named.
 */
record ContentName(String source, String label, String sha256) {
  /**
   * @throws HubException 400 when the hash has another form, 404 when source or label do not exist
   */
  static ContentName of(Sources sources, String source, String label, String sha256) {
    requireHash(sha256);
    requirePlace(sources, source, label);
    return new ContentName(source, label, sha256);
  }

  /**
   * @throws HubException 404 when source or label do not exist
   */
  static void requirePlace(Sources sources, String source, String label) {
    if (!sources.knows(source)) {
      throw new HubException(ErrorCode.NOT_FOUND, "unknown source: " + shown(source));
    }
    if (!Labels.isKnown(label)) {
      throw new HubException(ErrorCode.NOT_FOUND, "unknown label: " + shown(label));
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
      throw new HubException(
          ErrorCode.BAD_PATH, "the hash must be 64 lower-case hexadecimal digits");
    }
  }

  /** Input of anybody is shown cut to a length. */
  private static String shown(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }
}
