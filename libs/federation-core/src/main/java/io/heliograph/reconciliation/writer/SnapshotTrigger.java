package io.heliograph.reconciliation.writer;

import io.heliograph.ipni.multiformat.PeerId;
import java.util.HashSet;
import java.util.Set;

/**
 * When the next own snapshot is due: at once for the first, after a change with debounce, else once
 * an hour. Changes that come while one is written belong to the next. One thread at a time.
 */
public final class SnapshotTrigger {
  private final TriggerSettings settings;
  private Set<PeerId> changed = new HashSet<>();
  private Set<PeerId> beingWritten = Set.of();
  private long firstChangeMillis;
  private long lastChangeMillis;
  private long lastWrittenMillis;
  private boolean isFirst = true;
  private long notBeforeMillis;

  /** Before the first snapshot. */
  public SnapshotTrigger(TriggerSettings settings) {
    this.settings = settings;
  }

  /** An earlier process wrote the newest one at that time or before. */
  public void continueFrom(long writtenMillis) {
    isFirst = false;
    lastWrittenMillis = writtenMillis;
    notBeforeMillis = writtenMillis + settings.gapMillis();
  }

  /** A provider's entry in the map changed. */
  public void changed(PeerId provider, long nowMillis) {
    if (changed.isEmpty()) {
      firstChangeMillis = nowMillis;
    }
    lastChangeMillis = nowMillis;
    boolean unused = changed.add(provider);
  }

  /**
   * When the next one is due.
   *
   * @param providers in the map
   */
  public long dueMillis(int providers) {
    if (isFirst) {
      return notBeforeMillis;
    }
    long due = lastWrittenMillis + settings.heartbeatMillis();
    if (!changed.isEmpty()) {
      long afterChange =
          changed.size() > providers * settings.shareAtOnce()
              ? firstChangeMillis
              : Math.min(
                  lastChangeMillis + settings.debounceMillis(),
                  firstChangeMillis + settings.delayMaxMillis());
      due = Math.min(due, afterChange);
    }
    return Math.max(due, notBeforeMillis);
  }

  /** The map is read for the next one. */
  public void begin() {
    beingWritten = changed;
    changed = new HashSet<>();
  }

  /** It is durable. */
  public void written(long nowMillis) {
    isFirst = false;
    beingWritten = Set.of();
    lastWrittenMillis = nowMillis;
    notBeforeMillis = nowMillis + settings.gapMillis();
  }

  /** The map is as the newest snapshot has it; none was written. */
  public void unchanged(long nowMillis) {
    beingWritten = Set.of();
    notBeforeMillis = nowMillis + settings.gapMillis();
  }

  /** It failed and is tried again after the gap. */
  public void failed(long nowMillis) {
    if (!beingWritten.isEmpty()) {
      if (changed.isEmpty()) {
        firstChangeMillis = nowMillis;
        lastChangeMillis = nowMillis;
      }
      changed.addAll(beingWritten);
    }
    beingWritten = Set.of();
    notBeforeMillis = nowMillis + settings.gapMillis();
  }

  /** Whether it would be only a sign of life. */
  public boolean isHeartbeat() {
    return !isFirst && changed.isEmpty() && beingWritten.isEmpty();
  }
}
