package io.heliograph.injector.copy;

/** A content that should appear under another source. */
public record Copy(String from, String to, String label, String sha256) {
  private static final int HASH_LENGTH = 64;

  /** Whether the text is 64 lower-case hexadecimal digits: other contents do not exist. */
  public static boolean isHash(String text) {
    return text.length() == HASH_LENGTH
        && text.chars()
            .allMatch(digit -> (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'));
  }

  /** Whether the text may be a source's: no part of a path that leads elsewhere. */
  public static boolean isSource(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                unit ->
                    (unit >= 'a' && unit <= 'z')
                        || (unit >= 'A' && unit <= 'Z')
                        || (unit >= '0' && unit <= '9')
                        || unit == '-'
                        || unit == '_');
  }
}
