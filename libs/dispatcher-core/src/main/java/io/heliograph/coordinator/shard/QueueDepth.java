package io.heliograph.coordinator.shard;

/**
 * How much of a queue is left, in the partitions of one replica.
 *
 * @param left offsets that were not looked at yet, or that wait to be handed out again; gaps of the
 *     log count, so this is an upper bound of events
 * @param handedOut events that are with somebody
 * @param passed offsets that were looked at
 */
public record QueueDepth(long left, long handedOut, long passed) {
  QueueDepth plus(QueueDepth other) {
    return new QueueDepth(left + other.left, handedOut + other.handedOut, passed + other.passed);
  }
}
