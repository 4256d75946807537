package io.heliograph.gjson;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Words that are recognised in any case. */
final class Words {
  private Words() {}

  /** Whether a literal may be written so: true, false, null, nan, inf (contract 2.39). */
  static boolean isConstant(Slice name) {
    return switch (lowerCased(name)) {
      case "true", "false", "null", "nan", "inf" -> true;
      default -> false;
    };
  }

  /** Whether a string reads as the boolean asked for: 1, t, true or 0, f, false (contract 2.17). */
  static boolean isBoolean(Slice text, boolean wanted) {
    if (text.length() > "false".length()) {
      return false;
    }
    return switch (lowerCased(text)) {
      case "1", "t", "true" -> wanted;
      case "0", "f", "false" -> !wanted;
      default -> false;
    };
  }

  private static String lowerCased(Slice text) {
    ByteArrayOutputStream lower = new ByteArrayOutputStream();
    for (int i = text.start(); i < text.end(); i++) {
      byte c = text.bytes()[i];
      if (c >= 'A' && c <= 'Z') {
        lower.write(c + ('a' - 'A'));
      } else if (c == (byte) 0xc4 && i + 1 < text.end() && text.bytes()[i + 1] == (byte) 0xb0) {
        // The capital I with a dot is the one letter beyond ASCII whose lower case is in a word.
        lower.write('i');
        i++;
      } else {
        lower.write(c);
      }
    }
    return lower.toString(StandardCharsets.ISO_8859_1);
  }
}
