package io.heliograph.coordinator.cursor;

/**
 * Where one subscription stands in one queue of one partition. Runs on its event loop.
 *
 * <p>The queue historic ends at {@link #limit}; the others have no end.
 */
public final class Cursor {
  private final CursorKey key;
  private final long epoch;
  private final long limit;
  private final AckWindow window;
  private int leaderEpoch = -1;
  private boolean dirty;
  private long dueMillis;

  public Cursor(CursorKey key, long epoch, AckWindow window, long limit) {
    this.key = key;
    this.epoch = epoch;
    this.window = window;
    this.limit = limit;
  }

  public CursorKey key() {
    return key;
  }

  /** The epoch of the subscription that this cursor belongs to. */
  public long epoch() {
    return epoch;
  }

  public AckWindow window() {
    return window;
  }

  /** Records at or above are not this cursor's. */
  public long limit() {
    return limit;
  }

  /** Notes a change that the next store has to write. */
  public void touch() {
    dirty = true;
  }

  public boolean dirty() {
    return dirty;
  }

  /** Notes the leader's epoch of the newest record looked at. */
  public void sawLeaderEpoch(int epochSeen) {
    leaderEpoch = epochSeen;
  }

  /** When the record that an error lane waits at becomes due; 0 when it waits at none. */
  public long dueMillis() {
    return dueMillis;
  }

  public void waitUntil(long millis) {
    dueMillis = millis;
  }

  /** What has to be stored; the cursor counts as stored from then on. */
  public CursorState snapshot(long[] statusPositions) {
    dirty = false;
    return CursorState.of(epoch, window, leaderEpoch, statusPositions);
  }
}
