package io.heliograph.reconciliation.event;

import java.util.Optional;

/**
 * Cuts one source's events of one partition into batches. Where a batch ends follows from offsets,
 * sizes and the broker's time stamps alone, so the same offsets give the same batches however often
 * and in whatever portions they are read. One thread at a time.
 */
public final class BatchCloser {
  private final BatchLimits limits;
  private long firstOffset;
  private long lastOffset;
  private long firstMillis;
  private int events;
  private long bytes;

  /** Nothing is open yet. */
  public BatchCloser(BatchLimits limits) {
    this.limits = limits;
  }

  /** Takes the next event; gives the batch before it, when the event does not fit. */
  public Optional<Batch> add(QueuedEvent event) {
    boolean fits =
        events < limits.eventsMax()
            && bytes + event.bytes() <= limits.bytesMax()
            && event.millis() - firstMillis < limits.ageMillis();
    Optional<Batch> closed = events == 0 || fits ? Optional.empty() : close();
    if (events == 0) {
      firstOffset = event.offset();
      firstMillis = event.millis();
    }
    lastOffset = event.offset();
    events++;
    bytes += event.bytes();
    return closed;
  }

  /**
   * Gives the open batch when no later event can belong to it: it is full, or old. To be asked at
   * the end of the partition only: whatever the broker appends from now on has a later time stamp.
   */
  public Optional<Batch> atEnd(long nowMillis) {
    boolean full = events >= limits.eventsMax() || bytes >= limits.bytesMax();
    boolean old = nowMillis - firstMillis >= limits.ageMillis();
    return events > 0 && (full || old) ? close() : Optional.empty();
  }

  /** When {@link #atEnd} will give the open batch at the latest; never without one. */
  public long dueMillis() {
    return events == 0 ? Long.MAX_VALUE : firstMillis + limits.ageMillis();
  }

  private Optional<Batch> close() {
    Batch batch = new Batch(firstOffset, lastOffset, events, bytes);
    events = 0;
    bytes = 0;
    return Optional.of(batch);
  }
}
