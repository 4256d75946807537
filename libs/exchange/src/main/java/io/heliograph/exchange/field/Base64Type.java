package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** {@code raw}: encoded when new; when imported, strict RFC 4648 text that is kept. */
final class Base64Type {
  private static final int GROUP = 4;

  private Base64Type() {}

  static JsonNode read(JsonNode value, Mode mode) throws RejectedValueException {
    if (!value.isTextual()) {
      throw RejectedValueException.sanitise("must be a text");
    }
    String text = value.textValue();
    if (mode == Mode.CREATE) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }
    if (!isStrict(text)) {
      throw RejectedValueException.type("must be base64 of RFC 4648, padded, without other text");
    }
    return value;
  }

  /** Whole groups of the alphabet, at most two signs of padding at the end. */
  static boolean isStrict(String text) {
    int length = text.length();
    if (length == 0 || length % GROUP != 0) {
      return false;
    }
    int end = text.endsWith("==") ? length - 2 : text.endsWith("=") ? length - 1 : length;
    for (int i = 0; i < end; i++) {
      char character = text.charAt(i);
      boolean inAlphabet =
          (character >= 'A' && character <= 'Z')
              || (character >= 'a' && character <= 'z')
              || (character >= '0' && character <= '9')
              || character == '+'
              || character == '/';
      if (!inAlphabet) {
        return false;
      }
    }
    return true;
  }
}
