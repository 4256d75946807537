package io.heliograph.gjson;

/**
 * What the fast evaluator found last: a register, overwritten by each step. Lives on one thread.
 */
final class Finding {
  /** The shapes of what can be found without making bytes. */
  enum Kind {
    NOTHING,
    /** A value of the document, from {@code start} to {@code end}. */
    SLICE,
    /** A number, {@code count}. */
    COUNT,
    /** An array of values of the document: the spans from {@code start} to {@code end}. */
    LIST
  }

  private final BlockSkip skip;
  Kind kind = Kind.NOTHING;
  Type type = Type.NULL;
  int start;
  int end;

  /** Whether a string holds a backslash. */
  boolean escaped;

  int count;

  Finding(BlockSkip skip) {
    this.skip = skip;
  }

  void nothing() {
    kind = Kind.NOTHING;
    type = Type.NULL;
  }

  void count(int number) {
    kind = Kind.COUNT;
    type = Type.NUMBER;
    count = number;
  }

  void list(int from, int to) {
    kind = Kind.LIST;
    type = Type.JSON;
    start = from;
    end = to;
  }

  /** Takes the value that begins at {@code at}; returns the index after it, or {@link Skip#ODD}. */
  int take(byte[] bytes, int at, int documentEnd) {
    int after;
    byte c = bytes[at];
    if (c == '"') {
      int close = Skip.string(bytes, at + 1, documentEnd);
      if (close == Skip.ODD) {
        return Skip.ODD;
      }
      escaped = close < 0;
      after = (escaped ? ~close : close) + 1;
      type = Type.STRING;
    } else if (c == '{' || c == '[') {
      after = skip.brackets(bytes, at + 1, documentEnd, 1);
      type = Type.JSON;
    } else {
      after = Skip.scalar(bytes, at, documentEnd);
      type = c == 't' ? Type.TRUE : c == 'f' ? Type.FALSE : c == 'n' ? Type.NULL : Type.NUMBER;
    }
    if (after != Skip.ODD) {
      kind = Kind.SLICE;
      start = at;
      end = after;
    }
    return after;
  }

  /** Takes an array or object whose end is known. */
  void container(int from, int to) {
    kind = Kind.SLICE;
    type = Type.JSON;
    start = from;
    end = to;
  }
}
