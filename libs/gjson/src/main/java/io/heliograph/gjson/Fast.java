package io.heliograph.gjson;

import org.jspecify.annotations.Nullable;

/**
 * The fast evaluator of one path: what {@link FastSupport} found it able to answer. Every answer is
 * that of the general evaluator; where it cannot tell, it says so and that one is asked. Immutable
 * and shared by threads; registers are one thread's own.
 */
final class Fast {
  /** What a keep decision can be. */
  enum Decision {
    KEEP,
    DROP,
    UNDECIDED
  }

  private static final ThreadLocal<FastSearch> REGISTERS = ThreadLocal.withInitial(FastSearch::new);

  private final Lookup lookup;
  private final @Nullable Segment lines;
  private final Limits limits;

  private Fast(Lookup lookup, @Nullable Segment lines, Limits limits) {
    this.lookup = lookup;
    this.lines = lines;
    this.limits = limits;
  }

  /** The evaluator for the path, or null when only the general one can answer it. */
  static @Nullable Fast of(Lookup lookup, Limits limits) {
    Form form = lookup.form();
    if (form instanceof Form.Multipath multipath) {
      Segment first = FastSupport.wrapped(multipath);
      boolean supported =
          first == null ? FastSupport.hasMembers(multipath) : FastSupport.hasSegments(first);
      return supported ? new Fast(lookup, first, limits) : null;
    }
    return FastSupport.hasPath(lookup) ? new Fast(lookup, null, limits) : null;
  }

  /** What the path finds, or null when the general evaluator must say. */
  @Nullable Value get(byte[] json, int start, int end) {
    FastSearch search = REGISTERS.get();
    search.begin(json, end, Evaluation.stepsMax(limits, end - start));
    try {
      if (lookup.form() instanceof Form.Multipath multipath && lines == null) {
        return multipath(search, multipath, start);
      }
      return run(search, start) ? FastValues.value(search) : null;
    } finally {
      search.release();
    }
  }

  /** Whether the path keeps the document (contract 1.2). */
  Decision decide(byte[] json, int start, int end) {
    if (lookup.form() instanceof Form.Multipath multipath && lines == null && multipath.object()) {
      return Decision.KEEP;
    }
    FastSearch search = REGISTERS.get();
    search.begin(json, end, Evaluation.stepsMax(limits, end - start));
    try {
      if (lookup.form() instanceof Form.Multipath multipath && lines == null) {
        return anyMember(search, multipath, start);
      }
      if (!run(search, start)) {
        return Decision.UNDECIDED;
      }
      return FastValues.isKept(search) ? Decision.KEEP : Decision.DROP;
    } finally {
      search.release();
    }
  }

  private boolean run(FastSearch search, int start) {
    if (lines == null) {
      return search.run(lookup, start);
    }
    int at = Skip.blanks(search.bytes, start, search.end);
    boolean container = at < search.end && (search.bytes[at] == '{' || search.bytes[at] == '[');
    return container && search.runLines(lines, at);
  }

  private static Decision anyMember(FastSearch search, Form.Multipath multipath, int start) {
    for (Form.Member member : multipath.members()) {
      if (!search.run(member.path(), start)) {
        return Decision.UNDECIDED;
      }
      if (search.finding.kind != Finding.Kind.NOTHING) {
        return Decision.KEEP;
      }
    }
    return Decision.DROP;
  }

  private static @Nullable Value multipath(FastSearch search, Form.Multipath multipath, int start) {
    FastValues.Text out = new FastValues.Text();
    out.add(multipath.object() ? '{' : '[');
    boolean first = true;
    for (Form.Member member : multipath.members()) {
      search.spansTop = 0;
      if (!search.run(member.path(), start)) {
        return null;
      }
      if (search.finding.kind != Finding.Kind.NOTHING) {
        if (!first) {
          out.add(',');
        }
        first = false;
        if (multipath.object()) {
          out.add(member.name().bytes(), member.name().start(), member.name().end());
          out.add(':');
        }
        FastValues.raw(search, out);
      }
    }
    out.add(multipath.object() ? '}' : ']');
    return Value.plain(Type.JSON, out.slice());
  }
}
