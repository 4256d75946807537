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
    /** The event is older than what is accepted as JSON. */
    VERSION
  }

  private final Kind kind;

  private CorruptEventException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  static CorruptEventException syntax(int position, String expected) {
    return new CorruptEventException(Kind.SYNTAX, "at byte " + position + ": expected " + expected);
  }

  static CorruptEventException shape(String member, String rule) {
    return new CorruptEventException(Kind.SHAPE, member + " " + rule);
  }

  static CorruptEventException version(long found) {
    return new CorruptEventException(
        Kind.VERSION,
        "model_version must be " + EventScan.VERSION_MIN + " or more, but is " + found);
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }
}
