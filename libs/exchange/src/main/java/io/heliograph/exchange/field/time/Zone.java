package io.heliograph.exchange.field.time;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The zone of a time: a name, an offset or both. A name alone must be one of UTC; others are known
 * to some machines only, and IntelMQ would read them as UTC.
 */
final class Zone {
  private static final int HOUR_SECONDS = 3600;
  private static final int MINUTE_SECONDS = 60;
  private static final int DAY_SECONDS = 24 * HOUR_SECONDS;
  private static final int NAME_LENGTH_MIN = 3;

  private @Nullable String name;
  private @Nullable Integer offset;

  boolean takesName() {
    return name == null && offset == null;
  }

  /** Reads a name at a place; a sign behind it is turned round, as in POSIX: GMT+3 is west. */
  void name(List<String> tokens, int at) {
    name = tokens.get(at);
    offset = name.equals("z") ? 0 : null;
    String next = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
    if (next.equals("+") || next.equals("-")) {
      tokens.set(at + 1, next.equals("+") ? "-" : "+");
      offset = null;
      if (Words.isUtc(name)) {
        name = null;
      }
    }
  }

  /** Reads an offset whose sign stands at a place; the place of its last token. */
  int offset(List<String> tokens, int at) throws UnreadableTimeException {
    String digits = token(tokens, at + 1);
    int last = at + 1;
    int hours;
    int minutes = 0;
    if (digits.length() == 4) {
      hours = Digits.number(digits.substring(0, 2));
      minutes = Digits.number(digits.substring(2));
    } else if (at + 2 < tokens.size() && tokens.get(at + 2).equals(":")) {
      hours = Digits.number(digits);
      minutes = Digits.number(token(tokens, at + 3));
      last = at + 3;
    } else if (digits.length() <= 2) {
      hours = Digits.number(digits);
    } else {
      throw new UnreadableTimeException("no offset");
    }
    if (hours > DAY_SECONDS || minutes > DAY_SECONDS) {
      throw new UnreadableTimeException("offset");
    }
    int seconds = hours * HOUR_SECONDS + minutes * MINUTE_SECONDS;
    offset = tokens.get(at).equals("+") ? seconds : -seconds;
    return named(tokens, last);
  }

  /** A name in parentheses may follow: -0300 (BRST). */
  private int named(List<String> tokens, int last) {
    boolean follows =
        last + 4 < tokens.size()
            && Words.isJump(tokens.get(last + 1))
            && tokens.get(last + 2).equals("(")
            && tokens.get(last + 4).equals(")");
    if (!follows || name != null) {
      return last;
    }
    String inside = tokens.get(last + 3);
    if (inside.length() < NAME_LENGTH_MIN || !Words.isZoneName(inside)) {
      return last;
    }
    name = inside;
    return last + 4;
  }

  private static String token(List<String> tokens, int at) throws UnreadableTimeException {
    if (at >= tokens.size()) {
      throw new UnreadableTimeException("no offset");
    }
    return tokens.get(at);
  }

  /** Seconds east of UTC; a time without a zone is taken as UTC. */
  int offsetSeconds() throws UnreadableTimeException {
    if (name != null && Words.isUtc(name)) {
      return 0;
    }
    if (offset == null) {
      if (name != null) {
        throw new UnreadableTimeException("a zone that is not known");
      }
      return 0;
    }
    if (Math.abs(offset) >= DAY_SECONDS) {
      throw new UnreadableTimeException("an offset of a day or more");
    }
    return offset;
  }
}
