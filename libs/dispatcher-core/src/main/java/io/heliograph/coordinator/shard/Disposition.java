package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.Subscription;

/**
 * An event that leaves a cursor without being done: what follows from it is written in the same
 * transaction as the cursor that passes it, so there is exactly one of it.
 */
public sealed interface Disposition {
  /** The {@link #reason()} when the plugin said nothing until its lease ended. */
  String LEASE_LOST = "lease lost";

  Subscription subscription();

  PartitionId partition();

  LogRecord record();

  /** Why, in the words of an operator. */
  String reason();

  /**
   * The plugin failed in a way that may pass: the event is re-submitted to the error queue
   * (contract dispatcher.md part 1 row 7).
   *
   * @param attempt the number of the delivery that is to come
   */
  record Retry(
      Subscription subscription,
      PartitionId partition,
      LogRecord record,
      int attempt,
      String reason)
      implements Disposition {}

  /**
   * The plugin has done the same work before: what it made of it is published again (part 1 row
   * 26).
   *
   * @param attempt the number of the delivery that did not happen
   */
  record Replay(
      Subscription subscription,
      PartitionId partition,
      LogRecord record,
      int attempt,
      String reason)
      implements Disposition {}

  /**
   * The attempts are spent: a dead letter is written and, where the plugin said nothing, an error
   * status in its name (part 1 rows 6 and 8).
   *
   * @param attempts deliveries made
   */
  record DeadLetter(
      Subscription subscription,
      PartitionId partition,
      LogRecord record,
      int attempts,
      String reason)
      implements Disposition {}
}
