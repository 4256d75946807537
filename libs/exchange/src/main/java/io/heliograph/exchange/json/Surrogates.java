package io.heliograph.exchange.json;

/** Halves of surrogate pairs: JSON can write them, UTF-8 cannot. */
final class Surrogates {
  private Surrogates() {}

  static void check(String text) throws MalformedJsonException {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (Character.isSurrogate(character)) {
        if (!Character.isHighSurrogate(character)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new MalformedJsonException(
              "message: holds half of a surrogate pair, \\u" + Integer.toHexString(character));
        }
        i += 1;
      }
    }
  }
}
