package io.heliograph.gjson;

import java.io.ByteArrayOutputStream;

/** How {@code @pretty} lays out (contract 2.36). */
record PrettyOptions(long width, Slice prefix, Slice indent, boolean sortKeys) {
  private static final PrettyOptions DEFAULT =
      new PrettyOptions(80, Slice.EMPTY, Slice.ascii("  "), false);

  /** Reads the argument of the modifier; unknown options are ignored. */
  static PrettyOptions read(Slice argument) {
    PrettyOptions options = DEFAULT;
    Members members = new Members(Root.parse(argument));
    while (members.next()) {
      options = options.with(members.key.string().toString(), members.value);
    }
    return options;
  }

  private PrettyOptions with(String option, Value value) {
    return switch (option) {
      case "sortKeys" -> new PrettyOptions(width, prefix, indent, value.truth());
      case "indent" -> new PrettyOptions(width, prefix, blanks(value), sortKeys);
      case "prefix" -> new PrettyOptions(width, blanks(value), indent, sortKeys);
      case "width" -> new PrettyOptions(value.integer(), prefix, indent, sortKeys);
      default -> this;
    };
  }

  private static Slice blanks(Value value) {
    Slice text = value.string();
    ByteArrayOutputStream blanks = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      byte c = text.at(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        blanks.write(c);
      }
    }
    return Slice.of(blanks.toByteArray());
  }
}
