package io.heliograph.coordinator.pause;

/**
 * A hold: plugins get nothing and keep their places (contract part 1 row 20).
 *
 * @param sinceMillis when it began, milliseconds since 1970; 0 for none
 * @param untilMillis when it ends by itself; {@link #OPEN} when it does not
 */
public record Hold(long sinceMillis, long untilMillis) {
  /** The end of a hold that only an operator ends. */
  public static final long OPEN = Long.MAX_VALUE;

  /** Plugins are not held. */
  public static final Hold NONE = new Hold(0, 0);

  /** Whether plugins are held at that time. */
  public boolean holds(long nowMillis) {
    return sinceMillis > 0 && nowMillis < untilMillis;
  }
}
