package io.heliograph.event.json;

/** Bytes that are no JSON, or JSON that is no event of its model. */
public final class CorruptEventException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whether it is not even JSON. */
  private final boolean syntax;

  CorruptEventException(boolean syntax, String message) {
    super(message, null, false, false);
    this.syntax = syntax;
  }

  static CorruptEventException syntax(int position, String expected) {
    return new CorruptEventException(true, "at byte " + position + ": expected " + expected);
  }

  static CorruptEventException shape(String member, String rule) {
    return new CorruptEventException(false, member + ": " + rule);
  }

  public boolean isSyntax() {
    return syntax;
  }
}
