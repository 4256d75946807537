package io.heliograph.gjson;

import org.jspecify.annotations.Nullable;

/** What the general evaluator does with a hash segment in an array: count, collect or query. */
final class GeneralHash {
  private final Evaluation evaluation;
  private final ValueReader reader;
  private final ArrayStep step;
  private @Nullable Output collected;
  private boolean any;

  /** The value after the run: found, or what an all-query leaves behind (contract 2.19, 2.23). */
  Value value = Value.MISSING;

  @Nullable Lookup pipe;

  GeneralHash(Evaluation evaluation, ValueReader reader, ArrayStep step) {
    this.evaluation = evaluation;
    this.reader = reader;
    this.step = step;
  }

  /** Runs to the end of the array or to a hit, which makes it true. */
  boolean run(Value before) {
    value = before;
    return switch (step.kind()) {
      case COUNT, NOTHING -> count();
      case COLLECT -> collect();
      case QUERY_FIRST, QUERY_ALL -> query();
      case INDEX -> false;
    };
  }

  /** Stands at the next element; false at the end of the array, before its bracket. */
  private boolean nextElement() {
    for (; reader.at < reader.end; reader.at++) {
      byte c = reader.bytes[reader.at];
      if (c == ']') {
        return false;
      }
      if (c == '"' || c == '{' || c == '[' || ValueReader.startsScalar(c)) {
        return true;
      }
    }
    return false;
  }

  private boolean readElement() {
    byte c = reader.bytes[reader.at];
    if (c == '"') {
      return reader.string();
    }
    if (c == '{' || c == '[') {
      reader.container();
    } else {
      reader.scalar();
    }
    return true;
  }

  /** An array that is cut within a string, or within an element that holds one, has no end. */
  private boolean hasEnd() {
    return reader.at <= reader.end;
  }

  private boolean count() {
    int count = 0;
    while (nextElement()) {
      if (!readElement()) {
        return false;
      }
      count++;
    }
    if (!hasEnd()) {
      return false;
    }
    reader.at++;
    if (step.kind() == ArrayStep.Kind.COUNT) {
      value = Value.count(count);
      return true;
    }
    return false;
  }

  private boolean collect() {
    Output out = new Output(evaluation);
    collected = out;
    out.write('[');
    boolean more = true;
    while (more) {
      int from = reader.at;
      more = nextElement();
      if (more && !readElement()) {
        return false;
      }
      if (hasEnd()) {
        collectFrom(from, more);
      }
    }
    if (!hasEnd()) {
      return false;
    }
    reader.at++;
    out.write(']');
    value = Value.plain(Type.JSON, out.slice());
    pipe = step.tailPipe();
    return true;
  }

  /**
   * Collects from the element that was read from {@code from} on. Between the last element and the
   * bracket the original reads on for a value, past the bracket if something other than a blank
   * stands there.
   */
  private void collectFrom(int from, boolean element) {
    Value of = reader.value;
    if (!element) {
      int at = from;
      while (at < reader.end && isBlank(reader.bytes[at])) {
        at++;
      }
      if (at >= reader.end || reader.bytes[at] == ']') {
        return;
      }
      ValueReader beyond = new ValueReader(new Slice(reader.bytes, at, reader.end));
      if (!beyond.next()) {
        return;
      }
      evaluation.spend(beyond.at - at);
      of = beyond.value;
    }
    Value found = evaluation.get(step.requiredTail(), of.raw());
    if (found.exists()) {
      add(found.raw());
    }
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private void add(Slice raw) {
    Output out = collected;
    if (out == null) {
      out = new Output(evaluation);
      out.write('[');
      collected = out;
    }
    if (any) {
      out.write(',');
    }
    any = true;
    out.write(raw);
  }

  private boolean query() {
    GeneralQuery query = new GeneralQuery(evaluation, step.requiredQuery());
    boolean all = step.kind() == ArrayStep.Kind.QUERY_ALL;
    while (nextElement()) {
      if (!readElement()) {
        return false;
      }
      Value element = reader.value;
      if (query.accepts(element)) {
        Value found = step.tail() == null ? element : mapped(element);
        if (!all) {
          value = found;
          return true;
        }
        if (!found.raw().isEmpty()) {
          add(found.raw());
        }
      }
    }
    if (!hasEnd()) {
      return false;
    }
    reader.at++;
    if (all && !value.exists()) {
      Output out = collected;
      if (out != null) {
        out.write(']');
      }
      value = Value.plain(Type.JSON, out == null ? Slice.ascii("[]") : out.slice());
    }
    return false;
  }

  private Value mapped(Value element) {
    if (step.tailPipe() != null) {
      pipe = step.tailPipe();
    }
    return evaluation.get(step.requiredTail(), element.raw());
  }
}
