package io.heliograph.gjson;

import java.nio.charset.StandardCharsets;

/**
 * What a path found (contract gjson.md, section 2, "Results"). Immutable as long as the document it
 * came from is not changed: it is a view of it until one of its methods copies.
 */
public final class Result {
  private final Value value;

  Result(Value value) {
    this.value = value;
  }

  /** Whether something was found; a JSON null is something. */
  public boolean exists() {
    return value.exists();
  }

  /** The type; NULL also when nothing was found. */
  public Type type() {
    return value.type();
  }

  /** The JSON text as it stands in the document, or as the path made it; a copy. */
  public byte[] raw() {
    return value.raw().copy();
  }

  /** The value as text: a string without quotes and escapes, a number as a decimal; a copy. */
  public byte[] string() {
    return value.string().copy();
  }

  /** {@link #raw()} as text. */
  public String rawText() {
    return value.raw().toString();
  }

  /** {@link #string()} as text; bytes that are no UTF-8 become replacement characters. */
  public String text() {
    return value.string().toString();
  }

  /** The keep rule (contract gjson.md 1.2): see {@link Path#matches(byte[])}. */
  boolean isKept() {
    return switch (value.type()) {
      case NULL, FALSE -> false;
      case NUMBER, STRING, TRUE -> true;
      case JSON -> !value.isArray() || hasElement(value.raw());
    };
  }

  private static boolean hasElement(Slice array) {
    for (int i = array.start() + 1; i < array.end(); i++) {
      byte c = array.bytes()[i];
      if (c == ']') {
        return false;
      }
      if (c == '"' || c == '{' || c == '[' || ValueReader.startsScalar(c)) {
        return true;
      }
    }
    return false;
  }

  /** The type and the JSON text, for logs of tests. */
  @Override
  public String toString() {
    return value.type() + " " + new String(raw(), StandardCharsets.UTF_8);
  }
}
