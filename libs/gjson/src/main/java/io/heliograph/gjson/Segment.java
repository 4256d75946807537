package io.heliograph.gjson;

import org.jspecify.annotations.Nullable;

/**
 * A step of a path and all that follows it, read in one way by objects and in another by arrays.
 */
final class Segment {
  private final Compilation compilation;
  final int start;
  final int end;
  private @Nullable ObjectStep objectStep;
  private @Nullable ArrayStep arrayStep;

  Segment(Compilation compilation, int start, int end) {
    this.compilation = compilation;
    this.start = start;
    this.end = end;
  }

  ObjectStep onObject() {
    ObjectStep step = objectStep;
    if (step == null) {
      step = ObjectStep.read(compilation, start, end);
      objectStep = step;
    }
    return step;
  }

  ArrayStep onArray() {
    ArrayStep step = arrayStep;
    if (step == null) {
      step = new ArrayStepReader(compilation, start, end).read();
      arrayStep = step;
    }
    return step;
  }
}
