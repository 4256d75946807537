package io.heliograph.reconciliation.event;

/**
 * An event on its way into a chain.
 *
 * @param offset in its partition
 * @param bytes of its value
 * @param millis the broker's time stamp
 */
public record QueuedEvent(long offset, long bytes, long millis) {}
