package io.heliograph.gjson;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The walk of the fast evaluator: one forward cursor over the document, which is passed along as an
 * index, and registers that hold what was found. Methods return the index after what they walked
 * through (a miss), {@link #HIT}, or {@link Skip#ODD} when the general evaluator must decide. It
 * makes no bytes and, once its registers have grown, allocates nothing. Lives on one thread.
 */
final class FastSearch {
  /** The search is over: {@link #finding} has the answer. Between {@link Skip#ODD} and ~index. */
  static final int HIT = Skip.ODD + 1;

  private static final byte[] NO_BYTES = {};

  byte[] bytes = NO_BYTES;
  int end;
  final BlockSkip skip = new BlockSkip();
  final Unescape unescape = new Unescape();
  final Finding finding = new Finding(skip);

  /** Pairs of start and end: the members of lists. */
  int[] spans = new int[64];

  int spansTop;

  /** What was remembered to run on the outcome (contract 2.26); null when nothing was. */
  @Nullable Lookup pipe;

  /** After a hit, the index after it and how many brackets are open there. */
  int resume;

  int open;
  private boolean sticky;
  private int stickyStart;
  private int stickyEnd;
  private long stepsLeft;
  private boolean exhausted;
  private final FastHash hash = new FastHash(this);

  void begin(byte[] document, int documentEnd, long stepsMax) {
    bytes = document;
    end = documentEnd;
    stepsLeft = stepsMax;
    exhausted = false;
    spansTop = 0;
  }

  /** Lets the document go. */
  void release() {
    bytes = NO_BYTES;
    pipe = null;
    unescape.release();
    if (spans.length > 1 << 16) {
      spans = new int[64];
    }
  }

  /**
   * Runs a path, and what it pipes into, on the text from {@code start}. False when the general
   * evaluator must decide. Keeps {@link #pipe} and what was sticky for the caller.
   */
  boolean run(Lookup lookup, int start) {
    Lookup callersPipe = pipe;
    boolean callersSticky = sticky;
    int callersStickyStart = stickyStart;
    int callersStickyEnd = stickyEnd;
    boolean judged = walk(lookup, start);
    pipe = callersPipe;
    sticky = callersSticky;
    stickyStart = callersStickyStart;
    stickyEnd = callersStickyEnd;
    return judged;
  }

  private boolean walk(Lookup lookup, int start) {
    if (!(lookup.form() instanceof Form.Walk form)) {
      return false;
    }
    begun();
    int at = form.lines() ? hash.lines(form.first().onArray(), start) : root(form.first(), start);
    if (!settle(at)) {
      return false;
    }
    int resumeAfterFirst = resume;
    int openAfterFirst = open;
    for (Lookup next = pipe; next != null; next = pipe) {
      if (!(next.form() instanceof Form.Walk piped) || piped.lines() || !pipeInto(piped.first())) {
        return false;
      }
    }
    resume = resumeAfterFirst;
    open = openAfterFirst;
    return true;
  }

  /** As {@link #run}, for an array whose brackets the document lacks. */
  boolean runLines(Segment first, int start) {
    begun();
    if (!settle(hash.lines(first.onArray(), start))) {
      return false;
    }
    for (Lookup next = pipe; next != null; next = pipe) {
      if (!(next.form() instanceof Form.Walk piped) || piped.lines() || !pipeInto(piped.first())) {
        return false;
      }
    }
    return true;
  }

  private void begun() {
    pipe = null;
    sticky = false;
    finding.nothing();
  }

  /** Ends a walk that returned {@code at}. */
  private boolean settle(int at) {
    if (at == Skip.ODD || exhausted) {
      return false;
    }
    if (at != HIT) {
      resume = at;
      open = 0;
      if (sticky) {
        finding.list(stickyStart, stickyEnd);
      } else {
        finding.nothing();
      }
    }
    return true;
  }

  private boolean pipeInto(Segment first) {
    Finding.Kind kind = finding.kind;
    int start = finding.start;
    int to = finding.end;
    boolean text = finding.type == Type.STRING;
    begun();
    return switch (kind) {
      case NOTHING, COUNT -> true;
      case LIST -> settle(hash.list(first.onArray(), start, to));
      case SLICE -> {
        byte c = bytes[start];
        if (c == '{' || c == '[') {
          yield settle(enter(first, start));
        }
        yield !text || isPlain(start, to);
      }
    };
  }

  /** Whether a text holds no bracket that a path run on it could enter, as the original does. */
  boolean isPlain(int start, int to) {
    for (int i = start; i < to; i++) {
      if (bytes[i] == '{' || bytes[i] == '[') {
        return false;
      }
    }
    return true;
  }

  private int root(Segment first, int start) {
    int at = Skip.blanks(bytes, start, end);
    if (at >= end || (bytes[at] != '{' && bytes[at] != '[')) {
      return Skip.ODD;
    }
    return enter(first, at);
  }

  /** Enters the array or object whose bracket is at {@code at}. */
  int enter(Segment segment, int at) {
    if (bytes[at] == '{') {
      return object(segment.onObject(), at + 1);
    }
    ArrayStep step = segment.onArray();
    return hash.array(step, at + 1);
  }

  private int object(ObjectStep step, int from) {
    if (step.pipe() != null) {
      pipe = step.pipe();
    }
    byte[] document = bytes;
    int at = Skip.blanks(document, from, end);
    if (at < end && document[at] == '}') {
      return at + 1;
    }
    byte[] key = step.key();
    while (at < end && document[at] == '"') {
      int close = Skip.string(document, at + 1, end);
      boolean match;
      if (close >= 0 && step.glob() == null) {
        match = FastQuery.same(key, document, at + 1, close);
      } else if (close == Skip.ODD) {
        return Skip.ODD;
      } else {
        match = matchesSlowly(step, at + 1, close);
        close = close < 0 ? ~close : close;
      }
      at = Skip.toValue(document, close + 1, end);
      if (at < 0) {
        return Skip.ODD;
      }
      at = match ? matched(step.next(), at) : skip.value(document, at, end);
      if (at < 0) {
        return at;
      }
      at = Skip.toKey(document, at, end);
      if (at < 0) {
        return at == Skip.ODD ? at : ~at;
      }
    }
    return Skip.ODD;
  }

  private boolean matchesSlowly(ObjectStep step, int from, int close) {
    byte[] text = bytes;
    int start = from;
    int to = close;
    if (close < 0) {
      to = unescape.run(bytes, from, ~close);
      text = unescape.text();
      start = 0;
    }
    Glob glob = step.glob();
    return glob == null
        ? FastQuery.same(step.key(), text, start, to)
        : matches(glob, text, start, to);
  }

  /** Goes on with the value at {@code at}, whose key or index is the one looked for. */
  int matched(@Nullable Segment next, int at) {
    if (next == null) {
      return leaf(at);
    }
    byte c = bytes[at];
    if (c != '{' && c != '[') {
      return skip.value(bytes, at, end);
    }
    int after = enter(next, at);
    if (after == HIT) {
      open++;
    }
    return after;
  }

  private int leaf(int at) {
    int after = finding.take(bytes, at, end);
    if (after == Skip.ODD || (sticky && finding.type == Type.NULL)) {
      // After a collection the original leaves that one's type in place for a null.
      return Skip.ODD;
    }
    resume = after;
    open = 1;
    return HIT;
  }

  /** Keeps a collection that stays the answer unless something is hit later (contract 2.23). */
  void stick(int from) {
    if (sticky) {
      spansTop = from;
      return;
    }
    sticky = true;
    stickyStart = from;
    stickyEnd = spansTop;
  }

  void addSpan(int start, int to) {
    if (spansTop + 2 > spans.length) {
      spans = Arrays.copyOf(spans, spans.length * 2);
    }
    spans[spansTop++] = start;
    spans[spansTop++] = to;
  }

  /** Index after the array or object in which the last run ended. */
  int endOfLastRun() {
    return open == 0 ? resume : skip.brackets(bytes, resume, end, open);
  }

  /** Pays for reading so many bytes once more. */
  void spend(long count) {
    stepsLeft -= count;
    exhausted |= stepsLeft < 0;
  }

  boolean matches(Glob glob, byte[] text, int from, int to) {
    long match = exhausted ? Glob.EXCEEDED : glob.match(text, from, to, stepsLeft);
    if (match == Glob.EXCEEDED) {
      exhausted = true;
      return false;
    }
    spend(match < 0 ? ~match : match);
    return match >= 0;
  }
}
