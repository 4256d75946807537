package io.heliograph.dispatcher.disk;

import io.heliograph.dispatcher.disk.Disk.Use;
import io.heliograph.dispatcher.disk.DiskState.Seen;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether more may be stored. What is published goes to Kafka; contents go to the content disk
 * and are of no use without the event that tells of them, so they need room on both. Thread-safe;
 * never blocks.
 */
@Singleton
public final class DiskRoom {
  private static final int RETRY_SECONDS = 30;
  private static final Set<Use> CONTENTS = Set.of(Use.CONTENT, Use.KAFKA);
  private static final Set<Use> EVENTS = Set.of(Use.KAFKA);

  private final DiskWatch watch;
  private final DiskMetrics metrics;

  DiskRoom(DiskWatch watch, DiskMetrics metrics) {
    this.watch = watch;
    this.metrics = metrics;
  }

  /**
   * Returns while contents may be stored.
   *
   * @param bytes how many more are known to come; 0 when nobody knows
   * @throws HubException 507 when a disk is short, or would be with so many more bytes
   */
  public void requireForContent(long bytes) {
    DiskState state = watch.state();
    state
        .shortest(CONTENTS)
        .or(() -> bytes > 0 ? state.shortAfter(bytes) : Optional.empty())
        .ifPresent(
            seen -> {
              metrics.contentRefused();
              throw refusal(ErrorCode.STORE_FULL, state, seen);
            });
  }

  /**
   * Returns while new events may be published.
   *
   * @throws HubException 503 when a disk of Kafka is short
   */
  void requireForEvents() {
    DiskState state = watch.state();
    state
        .shortest(EVENTS)
        .ifPresent(
            seen -> {
              metrics.publicationRefused();
              throw refusal(ErrorCode.UNAVAILABLE, state, seen);
            });
  }

  private static HubException refusal(ErrorCode code, DiskState state, Seen seen) {
    return new HubException(code, state.told(seen), Map.of(), RETRY_SECONDS);
  }
}
