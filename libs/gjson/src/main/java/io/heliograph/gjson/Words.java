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
  static boolean isBoolean(byte[] bytes, int start, int end, boolean wanted) {
    return switch (end - start) {
      case 1 -> is(bytes, start, wanted ? "1" : "0") || is(bytes, start, wanted ? "t" : "f");
      case 4 -> wanted && is(bytes, start, "true");
      case 5 -> !wanted && is(bytes, start, "false");
      default -> false;
    };
  }

  private static boolean is(byte[] bytes, int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      byte c = bytes[start + i];
      if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != word.charAt(i)) {
        return false;
      }
    }
    return true;
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
