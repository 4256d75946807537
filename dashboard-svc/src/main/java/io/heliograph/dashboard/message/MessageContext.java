package io.heliograph.dashboard.message;

/**
 * Under which circumstances a message came.
 *
 * @param feed the name of the MISP instance
 * @param epochMillis when it came to the hub: the wall clock of its statistics
 */
public record MessageContext(String feed, long epochMillis) {
  private static final long MILLIS = 1000;

  /** The second of the arrival. */
  public long epochSeconds() {
    return Math.floorDiv(epochMillis, MILLIS);
  }
}
