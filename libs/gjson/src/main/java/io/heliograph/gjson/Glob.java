package io.heliograph.gjson;

import java.util.Arrays;

/**
 * A pattern with {@code *} and {@code ?}, counted in code points (contract 2.25). The greedy walk
 * gives the answers of the original's recursive one. Immutable.
 */
final class Glob {
  /** The walk took more steps than it was allowed. */
  static final long EXCEEDED = Long.MIN_VALUE;

  private static final int STAR = -1;
  private static final int ANY = -2;

  private final int[] tokens;
  private final boolean impossible;

  private Glob(int[] tokens, boolean impossible) {
    this.tokens = tokens;
    this.impossible = impossible;
  }

  static Glob compile(byte[] pattern) {
    int[] tokens = new int[pattern.length];
    int count = 0;
    boolean starred = false;
    boolean impossible = false;
    for (int i = 0; i < pattern.length; ) {
      byte c = pattern[i];
      if (c == '*') {
        if (count == 0 || tokens[count - 1] != STAR) {
          tokens[count++] = STAR;
        }
        starred = true;
        i++;
        continue;
      }
      if (c == '?') {
        tokens[count++] = ANY;
        i++;
        continue;
      }
      if (c == '\\' && i + 1 < pattern.length) {
        i++;
      } else if (c == '\\') {
        // A lone backslash at the end stands for itself after a star and for nothing else.
        impossible = !starred;
      }
      int decoded = Utf8.decode(pattern, i, pattern.length);
      tokens[count++] = Utf8.point(decoded);
      i += Utf8.size(decoded);
    }
    return new Glob(Arrays.copyOf(tokens, count), impossible);
  }

  /**
   * The steps that it took when the text matches, their complement when not, {@link #EXCEEDED} when
   * more than {@code stepsMax} were needed.
   */
  long match(byte[] bytes, int from, int to, long stepsMax) {
    if (impossible) {
      return ~0L;
    }
    int at = from;
    int token = 0;
    int star = -1;
    int starAt = from;
    long steps = 0;
    while (at < to) {
      if (++steps > stepsMax) {
        return EXCEEDED;
      }
      if (token < tokens.length && tokens[token] == STAR) {
        star = token++;
        if (token == tokens.length) {
          return steps;
        }
        starAt = at;
        continue;
      }
      int decoded = Utf8.decode(bytes, at, to);
      if (token < tokens.length && (tokens[token] == ANY || tokens[token] == Utf8.point(decoded))) {
        at += Utf8.size(decoded);
        token++;
      } else if (star < 0) {
        return ~steps;
      } else {
        starAt += Utf8.size(Utf8.decode(bytes, starAt, to));
        at = starAt;
        token = star + 1;
      }
    }
    if (token < tokens.length && tokens[token] == STAR) {
      token++;
    }
    return token == tokens.length ? steps : ~steps;
  }
}
