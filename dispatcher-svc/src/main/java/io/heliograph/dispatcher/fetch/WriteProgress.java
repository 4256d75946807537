package io.heliograph.dispatcher.fetch;

/**
 * Whether a client reads its answer (contract dispatcher.md part 1 row 29): it does not when
 * nothing was written for a while, or less than the slowest line that counts. Not thread-safe.
 */
final class WriteProgress {
  private final long idleMillisMax;
  private final long bytesPerSecondMin;
  private final long startMillis;
  private long lastMillis;
  private long written;

  /**
   * @param idleMillisMax also how long the rate is not looked at
   */
  WriteProgress(long idleMillisMax, long bytesPerSecondMin, long nowMillis) {
    this.idleMillisMax = idleMillisMax;
    this.bytesPerSecondMin = bytesPerSecondMin;
    this.startMillis = nowMillis;
    this.lastMillis = nowMillis;
  }

  /** So many bytes are in the socket. */
  void wrote(long bytes, long nowMillis) {
    written += bytes;
    lastMillis = nowMillis;
  }

  boolean stalled(long nowMillis) {
    long millis = nowMillis - startMillis;
    return nowMillis - lastMillis >= idleMillisMax
        || (millis >= idleMillisMax && written * 1000 / millis < bytesPerSecondMin);
  }
}
