package io.heliograph.dashboard.ingest;

import java.io.Serial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redis did not answer, or refused to write; nothing more is known to have been counted. */
final class RedisFailedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** A state in which Redis takes no writes, wherever in an error of the script it is named. */
  private static final Pattern STATE =
      Pattern.compile("\\b(OOM|MISCONF|READONLY|NOREPLICAS|MASTERDOWN|LOADING|NOAUTH|BUSY)\\b.*");

  RedisFailedException(String reason, Throwable cause) {
    super("redis: " + plain(reason), cause);
  }

  private static String plain(String reason) {
    Matcher state = STATE.matcher(reason);
    return state.find() ? state.group() : reason;
  }

  /** What is missing after that failure: the first of these within it, or else Kafka. */
  static String missing(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 10; depth++) {
      if (at instanceof RedisFailedException redis) {
        return String.valueOf(redis.getMessage());
      }
      at = at.getCause();
    }
    Throwable cause = failure.getCause();
    return "kafka: " + (cause == null ? failure : cause);
  }
}
