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
 * Says whether more may be stored. What is published goes to Kafka; an upload goes to the disks of
 * contents and is of no use without the event that tells of it, so it needs room on all. A copy of
 * a content only needs the disk of contents. Thread-safe; never blocks.
 */
@Singleton
public final class DiskRoom {
  private static final int RETRY_SECONDS = 30;
  private static final Set<Use> UPLOADS = Set.of(Use.CONTENT, Use.SPOOL, Use.KAFKA);
  private static final Set<Use> COPIES = Set.of(Use.CONTENT);
  private static final Set<Use> EVENTS = Set.of(Use.KAFKA);

  private final DiskWatch watch;
  private final DiskMetrics metrics;

  DiskRoom(DiskWatch watch, DiskMetrics metrics) {
    this.watch = watch;
    this.metrics = metrics;
  }

  /**
   * Returns while contents may be copied.
   *
   * @throws HubException 507 when the disk of contents is short
   */
  public void requireForCopy() {
    DiskState state = watch.state();
    state.shortest(COPIES).ifPresent(seen -> refuseContent(state, seen));
  }

  private void refuseContent(DiskState state, Seen seen) {
    metrics.contentRefused();
    throw refusal(ErrorCode.STORE_FULL, state, seen);
  }

  /**
   * Returns while contents may be uploaded.
   *
   * @param bytes how many more are known to come; 0 when unknown
   * @throws HubException 507 when a disk is short, or would be with so many more bytes
   */
  public void requireForUpload(long bytes) {
    DiskState state = watch.state();
    state
        .shortest(UPLOADS)
        .or(() -> bytes > 0 ? state.shortAfter(bytes) : Optional.empty())
        .ifPresent(seen -> refuseContent(state, seen));
  }

  /**
   * Returns while new events may be published.
   *
   * @throws HubException 503 when a disk of Kafka is short
   */
  public void requireForEvents() {
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
