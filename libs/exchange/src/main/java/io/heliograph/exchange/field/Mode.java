package io.heliograph.exchange.field;

import java.util.Optional;

/** Where a value comes from. Both canonicalise; they differ in {@code raw} and {@code __type}. */
public enum Mode {
  /** A new value: {@code raw} is encoded; {@code __type} is no field. */
  CREATE,
  /** A serialised message: {@code raw} is base64 already; {@code __type} is its marker. */
  IMPORT;

  /** The mode of that name in lower case. */
  public static Optional<Mode> named(String name) {
    return switch (name) {
      case "create" -> Optional.of(CREATE);
      case "import" -> Optional.of(IMPORT);
      default -> Optional.empty();
    };
  }
}
