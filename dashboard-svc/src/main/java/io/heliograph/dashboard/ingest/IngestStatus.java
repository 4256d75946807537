package io.heliograph.dashboard.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether messages are being counted, and if not, what is missing. Thread-safe: written by the
 * counting thread.
 */
final class IngestStatus {
  private static final int REASON_MAX = 300;

  /** Time after the start in which a service that does not count yet is starting, not degraded. */
  private static final Duration STARTING = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final Instant begun;
  private volatile State state;

  /**
   * The state of counting.
   *
   * @param counting whether partitions are ours and the last batch went through
   * @param missing what is waited for and why, such as {@code redis: OOM ...}; null when counting
   * @param since when that began
   */
  record State(boolean counting, @Nullable String missing, Instant since) {}

  IngestStatus(InstantSource clock) {
    this.clock = clock;
    this.begun = clock.instant();
    this.state = new State(false, "the start", begun);
  }

  State state() {
    return state;
  }

  /** Whether it is so soon after the start that nothing can be said yet. */
  boolean starting() {
    State now = state;
    return !now.counting()
        && now.since().equals(begun)
        && clock.instant().isBefore(begun.plus(STARTING));
  }

  void counting() {
    State before = state;
    if (!before.counting()) {
      state = new State(true, null, clock.instant());
    }
  }

  /** From the first such call on until counting goes on, whatever the reasons in between. */
  void missing(String what) {
    State before = state;
    String text = what.length() > REASON_MAX ? what.substring(0, REASON_MAX) : what;
    state = new State(false, text, before.counting() ? clock.instant() : before.since());
  }

  /** A session ended; the reason is kept. */
  void stopped() {
    if (state.counting()) {
      missing("kafka: joining the group");
    }
  }
}
