package io.heliograph.gjson;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The walk of the general evaluator through one text: containers that are being searched lie on a
 * stack of its own, so the length of a path costs no call depth. A miss in an inner container goes
 * on in the outer one (contract 2.23).
 */
final class GeneralSearch {
  private final Evaluation evaluation;
  private final ValueReader reader;
  private final int start;
  private ObjectStep[] objects = new ObjectStep[8];
  private ArrayStep[] arrays = new ArrayStep[8];
  private long[] counts = new long[8];
  private int depth;
  private boolean found;
  private Value value = Value.MISSING;

  /** What was remembered to run on the value, found or not; null when nothing was. */
  @Nullable Lookup pipe;

  GeneralSearch(Evaluation evaluation, Slice text) {
    this.evaluation = evaluation;
    this.reader = new ValueReader(text);
    this.start = text.start();
  }

  Value run(Form.Walk walk) {
    if (walk.lines()) {
      enterArray(walk.first());
    } else {
      enterRoot(walk.first());
    }
    while (depth > 0 && !found) {
      if (objects[depth - 1] != null) {
        object(objects[depth - 1]);
      } else {
        array(arrays[depth - 1]);
      }
    }
    evaluation.spend(reader.at - start);
    return value;
  }

  private void enterRoot(Segment first) {
    for (; reader.at < reader.end; reader.at++) {
      byte c = reader.bytes[reader.at];
      if (c == '{' || c == '[') {
        enter(first);
        return;
      }
    }
  }

  /** Enters the container whose bracket is at the cursor. */
  private void enter(Segment segment) {
    boolean object = reader.bytes[reader.at++] == '{';
    if (!object) {
      enterArray(segment);
      return;
    }
    ObjectStep step = segment.onObject();
    push();
    objects[depth - 1] = step;
    if (step.pipe() != null) {
      pipe = step.pipe();
    }
  }

  private void enterArray(Segment segment) {
    ArrayStep step = segment.onArray();
    push();
    arrays[depth - 1] = step;
    if (step.pipe() != null) {
      pipe = step.pipe();
    }
  }

  private void push() {
    if (depth == objects.length) {
      objects = Arrays.copyOf(objects, depth * 2);
      arrays = Arrays.copyOf(arrays, depth * 2);
      counts = Arrays.copyOf(counts, depth * 2);
    }
    counts[depth] = 0;
    depth++;
  }

  private void pop() {
    depth--;
    objects[depth] = null;
    arrays[depth] = null;
  }

  private void object(ObjectStep step) {
    while (reader.at < reader.end) {
      if (!nextKey()) {
        pop();
        return;
      }
      boolean match = matches(step, reader.value);
      if (!skipToValue()) {
        break;
      }
      if (!passValue(match, step.next())) {
        return;
      }
    }
    pop();
  }

  /**
   * Enters, hits or reads the value at the cursor. False when the loop over its siblings is over
   * for now; at a string without an end the step is popped, too.
   */
  private boolean passValue(boolean match, @Nullable Segment next) {
    byte c = reader.bytes[reader.at];
    if (match && next != null && (c == '{' || c == '[')) {
      enter(next);
      return false;
    }
    if (!readValue(c)) {
      pop();
      return false;
    }
    if (match && next == null) {
      hit(reader.value);
      return false;
    }
    return true;
  }

  /** Stands after the next key; false at the end of the object, after its bracket. */
  private boolean nextKey() {
    for (; reader.at < reader.end; reader.at++) {
      byte c = reader.bytes[reader.at];
      if (c == '"') {
        return reader.string();
      }
      if (c == '}') {
        reader.at++;
        return false;
      }
    }
    return false;
  }

  private boolean matches(ObjectStep step, Value key) {
    Slice text = key.unescaped();
    Glob glob = step.glob();
    return glob == null ? text.sameAs(step.key()) : evaluation.matches(glob, text);
  }

  private boolean skipToValue() {
    for (; reader.at < reader.end; reader.at++) {
      byte c = reader.bytes[reader.at];
      if (c == '"' || c == '{' || c == '[' || ValueReader.startsScalar(c)) {
        return true;
      }
    }
    return false;
  }

  /** Reads the value that starts at the cursor; false when it is a string without an end. */
  private boolean readValue(byte first) {
    if (first == '"') {
      return reader.string();
    }
    if (first == '{' || first == '[') {
      reader.container();
    } else {
      reader.scalar();
    }
    return true;
  }

  private void array(ArrayStep step) {
    if (step.kind() != ArrayStep.Kind.INDEX) {
      GeneralHash hash = new GeneralHash(evaluation, reader, step);
      found = hash.run(value);
      value = hash.value;
      if (hash.pipe != null) {
        pipe = hash.pipe;
      }
      pop();
      return;
    }
    while (nextElement()) {
      boolean match = counts[depth - 1]++ == step.index();
      if (!passValue(match, step.next())) {
        return;
      }
    }
    pop();
  }

  /** Stands at the next element; false at the end of the array, after its bracket. */
  private boolean nextElement() {
    for (; reader.at < reader.end; reader.at++) {
      byte c = reader.bytes[reader.at];
      if (c == ']') {
        reader.at++;
        return false;
      }
      if (c == '"' || c == '{' || c == '[' || ValueReader.startsScalar(c)) {
        return true;
      }
    }
    return false;
  }

  private void hit(Value hit) {
    // The original leaves the type of an earlier collection in place when the hit is a null.
    value = hit.type() == Type.NULL ? Value.plain(value.type(), hit.raw()) : hit;
    found = true;
  }
}
