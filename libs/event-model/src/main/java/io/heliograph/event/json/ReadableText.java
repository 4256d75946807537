package io.heliograph.event.json;

import java.util.List;

/** What strict readers ask of texts beside being JSON. */
final class ReadableText {
  /** The types of features in Azul's models. */
  private static final List<String> FEATURE_TYPES =
      List.of("binary", "datetime", "filepath", "float", "integer", "string", "uri");

  private static final MemberNames FEATURE_TYPE_NAMES = new MemberNames();

  static {
    FEATURE_TYPES.forEach(FEATURE_TYPE_NAMES::add);
  }

  private ReadableText() {}

  /** Refuses the scanner's last string when a strict reader of that type would. */
  static void require(JsonScanner scanner, Shape.Type type) throws CorruptEventException {
    boolean readable =
        switch (type) {
          case NAME -> !hasControl(scanner);
          case FEATURE_TYPE -> scanner.textIsPlain() && FEATURE_TYPE_NAMES.find(scanner) >= 0;
          case TIME -> Rfc3339.isStorable(scanner.bytes(), scanner.textStart(), scanner.textEnd());
          default -> true;
        };
    if (!readable) {
      throw CorruptEventException.value(
          rule(type) + ": " + Excerpt.of(scanner.bytes(), scanner.textStart(), scanner.textEnd()));
    }
  }

  private static String rule(Shape.Type type) {
    return switch (type) {
      case NAME -> "must not have control characters";
      case FEATURE_TYPE -> "must be one of " + String.join(", ", FEATURE_TYPES);
      default ->
          "must have at most 9 digits of a second's fraction, from the years 1 to 9999 in UTC";
    };
  }

  /** Below 0x20 only as escapes; DEL and C1 also as they are. */
  private static boolean hasControl(JsonScanner scanner) {
    byte[] bytes = scanner.bytes();
    int end = scanner.textEnd();
    for (int at = scanner.textStart(); at < end; at++) {
      byte unit = bytes[at];
      if (unit == 0x7F
          || (unit == (byte) 0xC2 && bytes[at + 1] < (byte) 0xA0)
          || (unit == '\\' && !isPlainEscape(bytes, at + 1))) {
        return true;
      }
      if (unit == '\\') {
        at++;
      }
    }
    return false;
  }

  private static boolean isPlainEscape(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case '"', '\\', '/' -> true;
      case 'u' -> !Character.isISOControl(Unescape.unit(bytes, at - 1));
      default -> false;
    };
  }
}
