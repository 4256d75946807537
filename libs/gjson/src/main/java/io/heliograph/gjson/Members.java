package io.heliograph.gjson;

/**
 * Walks the members of a value as the modifiers do: the pairs of an object, the elements of an
 * array, and any other value itself, once. After a value one byte is skipped unseen.
 */
final class Members {
  private final ValueReader reader;
  private final boolean object;
  private boolean single;
  private boolean started;
  Value key = Value.MISSING;
  Value value = Value.MISSING;

  Members(Value of) {
    boolean container = of.type() == Type.JSON;
    this.reader = new ValueReader(container ? of.raw() : Slice.EMPTY);
    this.object = of.isObject();
    this.single = !container && of.exists();
    this.value = of;
    reader.at++;
  }

  boolean isObject() {
    return object;
  }

  /** Moves to the next member; false after the last. */
  boolean next() {
    if (single) {
      single = false;
      return true;
    }
    if (started) {
      reader.at++;
    }
    started = true;
    if (object && !key()) {
      return false;
    }
    if (reader.at >= reader.end || !reader.next()) {
      reader.at = reader.end;
      return false;
    }
    value = reader.value;
    return true;
  }

  private boolean key() {
    while (reader.at < reader.end && reader.bytes[reader.at] != '"') {
      reader.at++;
    }
    if (reader.at >= reader.end || !reader.string()) {
      reader.at = reader.end;
      return false;
    }
    key = reader.value;
    return true;
  }
}
