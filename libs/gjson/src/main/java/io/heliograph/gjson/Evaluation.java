package io.heliograph.gjson;

import org.jspecify.annotations.Nullable;

/**
 * One run of the general evaluator: it answers every path, materialising what a step makes for the
 * next, and pays for it from the caps of {@link Limits}. Lives on one thread.
 */
final class Evaluation {
  final Limits limits;
  private final long stepsMax;
  private final long producedBytesMax;
  private long steps;
  private long producedBytes;
  private int depth;

  Evaluation(Limits limits, int documentBytes) {
    this.limits = limits;
    this.stepsMax = stepsMax(limits, documentBytes);
    this.producedBytesMax =
        Math.max(limits.producedBytesMin(), (long) limits.producedFactor() * documentBytes);
  }

  /** How many bytes one evaluation may read. */
  static long stepsMax(Limits limits, int documentBytes) {
    return Math.max(limits.stepsMin(), (long) limits.stepsFactor() * documentBytes);
  }

  /** What the path finds in the text. */
  Value get(Lookup path, Slice text) {
    depth++;
    if (depth > limits.evaluationDepthMax()) {
      throw new LimitExceededException("nestingMax", limits.nestingMax());
    }
    Lookup lookup = path;
    Slice json = text;
    Value value = Value.MISSING;
    while (lookup != null) {
      value = step(lookup, json);
      lookup = next;
      json = value.raw();
    }
    depth--;
    return value;
  }

  /** What runs on the value of the step just taken. */
  private @Nullable Lookup next;

  private Value step(Lookup lookup, Slice json) {
    Form form = lookup.form();
    return switch (form) {
      case Form.Walk walk -> {
        GeneralSearch search = new GeneralSearch(this, json);
        Value found = search.run(walk);
        next = search.pipe;
        yield found;
      }
      case Form.Modify modify -> {
        spend(json.length());
        Slice made = new Modifiers(this, json, modify.argument()).apply(modify.modifier());
        yield outcome(made, form.rest());
      }
      case Form.Constant constant -> outcome(constant.text(), form.rest());
      case Form.Multipath multipath -> {
        Slice made = multipath(multipath, json);
        next = form.rest();
        yield Value.plain(Type.JSON, made);
      }
    };
  }

  /** A made text is read as a value when it is the answer, and as it is when a path follows. */
  private Value outcome(Slice made, @Nullable Lookup rest) {
    next = rest;
    return rest == null ? Root.parse(made) : Value.plain(Type.JSON, made);
  }

  private Slice multipath(Form.Multipath multipath, Slice json) {
    Output out = new Output(this);
    out.write(multipath.object() ? '{' : '[');
    boolean first = true;
    for (Form.Member member : multipath.members()) {
      Value value = get(member.path(), json);
      if (value.exists()) {
        if (!first) {
          out.write(',');
        }
        first = false;
        if (multipath.object()) {
          out.write(member.name());
          out.write(':');
        }
        out.write(value.raw());
      }
    }
    out.write(multipath.object() ? '}' : ']');
    return out.slice();
  }

  /** Pays for reading so many bytes. */
  void spend(long bytes) {
    steps += bytes + 1;
    if (steps > stepsMax) {
      throw new LimitExceededException("steps", stepsMax);
    }
  }

  /** Pays for producing so many bytes. */
  void produce(long bytes) {
    producedBytes += bytes;
    if (producedBytes > producedBytesMax) {
      throw new LimitExceededException("producedBytes", producedBytesMax);
    }
  }

  /** Whether the pattern matches the text. */
  boolean matches(Glob glob, Slice text) {
    long match = glob.match(text.bytes(), text.start(), text.end(), stepsMax - steps);
    if (match == Glob.EXCEEDED) {
      throw new LimitExceededException("steps", stepsMax);
    }
    spend(match < 0 ? ~match : match);
    return match >= 0;
  }
}
