package io.heliograph.gjson;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The built-in modifiers; their names are case-sensitive (contract 2.6). */
enum Modifier {
  PRETTY,
  UGLY,
  REVERSE,
  THIS,
  FLATTEN,
  JOIN,
  VALID,
  KEYS,
  VALUES,
  TOSTR,
  FROMSTR,
  GROUP,
  DIG;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The modifier with the name in {@code bytes}, or null. */
  static @Nullable Modifier named(byte[] bytes, int start, int end) {
    String name = new Slice(bytes, start, end).latin();
    for (Modifier modifier : values()) {
      if (modifier.text.equals(name)) {
        return modifier;
      }
    }
    return null;
  }

  String written() {
    return "@" + text;
  }
}
