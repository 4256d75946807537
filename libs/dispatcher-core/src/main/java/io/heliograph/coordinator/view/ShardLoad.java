package io.heliograph.coordinator.view;

/**
 * What one event loop keeps until its time comes; what is over is in none of these.
 *
 * @param timers cursors that wait: for the end of a lease or for a record to become due
 * @param leases events with plugins, and passive batches that wait for a confirmation
 * @param held stretches in answers that are being written or wait for a confirmation
 * @param unjoined chunks that did not begin where the tail ended, since the start
 * @param fetchTimers fetches that wait for their deadline
 * @param messages waiting for the event loop
 */
public record ShardLoad(
    long timers, long leases, long held, long unjoined, long fetchTimers, long messages) {

  public ShardLoad with(long fetchTimersNow, long messagesNow) {
    return new ShardLoad(timers, leases, held, unjoined, fetchTimersNow, messagesNow);
  }
}
