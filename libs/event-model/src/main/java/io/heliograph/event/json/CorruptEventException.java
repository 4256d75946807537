package io.heliograph.event.json;

/** Bytes that are no JSON, or JSON that is no event of its model and version. */
public final class CorruptEventException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** It is not even JSON. */
    SYNTAX,
    /** A member has a type that it must not have. */
    SHAPE,
    /** A member that only this event has to answer for: no strict reader could read it back. */
    VALUE,
    /** The event is older than what is accepted as JSON. */
    VERSION
  }

  private final Kind kind;

  private CorruptEventException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  static CorruptEventException syntax(byte[] bytes, int position, int end, String expected) {
    return new CorruptEventException(
        Kind.SYNTAX,
        "expected "
            + expected
            + ", found "
            + Excerpt.found(bytes, position, end)
            + " at byte "
            + position);
  }

  /** Without the member's name, which {@link #in} adds. */
  static CorruptEventException value(String rule) {
    return new CorruptEventException(Kind.VALUE, rule);
  }

  /** The same, in that member. */
  CorruptEventException in(String member) {
    return new CorruptEventException(kind, member + " " + getMessage());
  }

  static CorruptEventException shape(String member, String rule) {
    return new CorruptEventException(Kind.SHAPE, member + " " + rule);
  }

  static CorruptEventException version(long found) {
    return new CorruptEventException(
        Kind.VERSION,
        found == 0
            ? "model_version is missing (" + EventScan.VERSION_MIN + " is current)"
            : "model_version "
                + Long.toUnsignedString(found)
                + " is not supported (JSON: "
                + EventScan.VERSION_MIN
                + "; Avro: 4, 5, 6)");
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }
}
