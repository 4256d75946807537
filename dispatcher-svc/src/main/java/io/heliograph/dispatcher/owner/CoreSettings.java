package io.heliograph.dispatcher.owner;

/**
 * The numbers that the core works with.
 *
 * @param leaseMillis how long a leased event stays with a plugin without a sign of life
 * @param attemptsMax deliveries of one event to one subscription, lost leases and error statuses
 *     counted together
 * @param openItemsMax open items of one cursor; it is not scanned further while it has as many
 * @param sliceRecords records looked at in one go before other messages have their turn
 * @param retryDelayMillis delay of the second attempt; it doubles with each further one
 */
public record CoreSettings(
    long leaseMillis, int attemptsMax, int openItemsMax, int sliceRecords, long retryDelayMillis) {

  /** When a record of the error queue is due; a replayed one, which is a first attempt, at once. */
  public long dueMillis(long recordMillis, int attempt) {
    if (attempt < 2) {
      return recordMillis;
    }
    int doublings = Math.min(attempt - 2, 20);
    return recordMillis + (retryDelayMillis << doublings);
  }
}
