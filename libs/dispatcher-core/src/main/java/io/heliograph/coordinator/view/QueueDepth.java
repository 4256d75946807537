package io.heliograph.coordinator.view;

/**
 * How much of a queue is left, in the partitions of one replica.
 *
 * @param left offsets that were not looked at yet, or that wait to be handed out again; gaps of the
 *     log count, so this is an upper bound of events
 * @param handedOut events that are handed out
 * @param passed offsets that were looked at
 * @param leaseEndMillis when the lease that ends first does, milliseconds since 1970; 0 when there
 *     is none
 */
public record QueueDepth(long left, long handedOut, long passed, long leaseEndMillis) {
  /** The sum with that of other partitions. */
  public QueueDepth plus(QueueDepth other) {
    return new QueueDepth(
        left + other.left,
        handedOut + other.handedOut,
        passed + other.passed,
        earlier(leaseEndMillis, other.leaseEndMillis));
  }

  /** The earlier of two times, of which 0 is none. */
  public static long earlier(long one, long other) {
    return one == 0 || (other != 0 && other < one) ? other : one;
  }
}
