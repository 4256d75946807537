package io.heliograph.exchange.envelope;

import java.util.Locale;
import java.util.Optional;

/** Names of organisations: {@code [a-z0-9][a-z0-9._-]{0,62}}. */
public final class EntityName {
  private static final int LENGTH_MAX = 63;

  private EntityName() {}

  /** The canonical name, in lower case; empty when the text is none. */
  public static Optional<String> of(String text) {
    String folded = fold(text);
    return isCanonical(folded) ? Optional.of(folded) : Optional.empty();
  }

  /** Whether a text is a name as it stands. */
  public static boolean isCanonical(String text) {
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean mark = character == '.' || character == '_' || character == '-';
      if (!isLowerOrDigit(character) && (i == 0 || !mark)) {
        return false;
      }
    }
    return true;
  }

  /** Lower case of ASCII letters only: the Kelvin sign is no k. */
  static String fold(String text) {
    boolean ascii = text.chars().allMatch(character -> character < 0x80);
    return ascii ? text.toLowerCase(Locale.ROOT) : text;
  }

  static boolean isLowerOrDigit(char character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
  }
}
