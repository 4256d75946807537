package io.heliograph.coordinator.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How fast history may be read beside live plugins: a token bucket that holds what a fifth of a
 * second brings. Its rate is a fixed one and twice what is published meanwhile, so that whoever is
 * behind comes nearer. While no client receives new events there is no limit. Thread-safe.
 */
public final class HistoryRateLimiter {
  private static final long SECOND_MILLIS = TimeUnit.SECONDS.toMillis(1);
  private static final long BURST_MILLIS = SECOND_MILLIS / 5;

  /** An event that is older was waiting for its plugin, not the plugin for it. */
  private static final long NEW_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final long bytesPerSecond;
  private final LongSupplier monotonicMillis;
  private final LongSupplier wallMillis;
  private final AtomicLong liveUntilMillis;

  /** When the bytes let through so far have had their time. */
  private double paidUntilMillis;

  private long windowMillis;
  private long windowBytes;
  private double publishedPerSecond;

  /**
   * @param bytesPerSecond the fixed part of the rate; 0 for no limit
   * @param monotonicMillis milliseconds of a clock that never goes back
   * @param wallMillis milliseconds since 1970, for the age of events
   */
  public HistoryRateLimiter(
      long bytesPerSecond, LongSupplier monotonicMillis, LongSupplier wallMillis) {
    this.bytesPerSecond = bytesPerSecond;
    this.monotonicMillis = monotonicMillis;
    this.wallMillis = wallMillis;
    long now = monotonicMillis.getAsLong();
    liveUntilMillis = new AtomicLong(now);
    paidUntilMillis = (double) (now - BURST_MILLIS);
    windowMillis = now;
  }

  /**
   * An event was handed out; after a new one history has its pace for a second.
   *
   * @param eventMillis when it was published, milliseconds since 1970
   */
  public void handedOut(long eventMillis) {
    if (eventMillis > wallMillis.getAsLong() - NEW_MILLIS) {
      liveUntilMillis.set(monotonicMillis.getAsLong() + SECOND_MILLIS);
    }
  }

  /** So many bytes were added to the log. */
  public synchronized void published(long bytes) {
    look(monotonicMillis.getAsLong());
    windowBytes += bytes;
  }

  /** Ends the window of a second when it is over. */
  private void look(long now) {
    long elapsed = now - windowMillis;
    if (elapsed >= SECOND_MILLIS) {
      publishedPerSecond = (double) windowBytes * SECOND_MILLIS / elapsed;
      windowMillis = now;
      windowBytes = 0;
    }
  }

  /** Whether history has a pace now. */
  public boolean isOn() {
    return bytesPerSecond > 0 && monotonicMillis.getAsLong() < liveUntilMillis.get();
  }

  /** How long what was let through has to be waited for before more is read; milliseconds. */
  public synchronized long waitMillis() {
    return isOn() ? Math.max(0, Math.round(paidUntilMillis - monotonicMillis.getAsLong())) : 0;
  }

  /**
   * Lets so many bytes of history through; says how many milliseconds they have to wait first. A
   * negative number takes back what did not come.
   */
  public synchronized long admit(long bytes) {
    long now = monotonicMillis.getAsLong();
    if (bytesPerSecond <= 0 || now >= liveUntilMillis.get()) {
      return 0;
    }
    double from = Math.max(paidUntilMillis, (double) (now - BURST_MILLIS));
    look(now);
    paidUntilMillis =
        from + (double) bytes * SECOND_MILLIS / (bytesPerSecond + 2 * publishedPerSecond);
    return Math.max(0, Math.round(paidUntilMillis - now));
  }
}
