package io.heliograph.exchange.peer;

import java.time.Duration;
import java.time.Instant;

/**
 * How long messages and ids are kept (section 0.13).
 *
 * @param messages messages, quarantine, explanations, files and tables
 * @param outageMax how long a peer may be away and still bring what it has
 * @param dedupe how long ids are known
 */
public record Retention(Duration messages, Duration outageMax, Duration dedupe) {
  /** 14 days each; ids for 30. */
  public static final Retention DEFAULT =
      new Retention(Duration.ofDays(14), Duration.ofDays(14), Duration.ofDays(30));

  /** Refuses a window in which a message could come again as new. */
  public Retention {
    if (messages.isNegative() || messages.isZero() || outageMax.isNegative()) {
      throw new IllegalArgumentException("exchange.retention and exchange.outage-max: too short");
    }
    if (dedupe.compareTo(messages.plus(outageMax)) < 0) {
      throw new IllegalArgumentException(
          "exchange.dedupe-window: must be at least exchange.retention plus exchange.outage-max, "
              + messages.plus(outageMax)
              + ": "
              + dedupe);
    }
  }

  /** Whether a message that was stored then is gone now. */
  public boolean isGone(Instant stored, Instant now) {
    return !stored.plus(messages).isAfter(now);
  }

  /** Whether an id that was seen then is forgotten now. */
  public boolean isForgotten(Instant seen, Instant now) {
    return !seen.plus(dedupe).isAfter(now);
  }
}
