package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.shard.StatusSignal.Effect;

/** Finds the delivery that a status speaks of and whether it may. Runs on its event loop. */
final class StatusSignals {
  private final ShardSettings settings;
  private final CoordinatorClock clock;
  private final CursorTable table;
  private final LeaseTimers leaseTimers;

  StatusSignals(
      ShardSettings settings, CoordinatorClock clock, CursorTable table, LeaseTimers leaseTimers) {
    this.settings = settings;
    this.clock = clock;
    this.table = table;
    this.leaseTimers = leaseTimers;
  }

  Effect apply(StatusSignal signal) {
    Locator delivery = signal.delivery();
    OwnedPartition partition = table.partition(delivery.topicId(), delivery.partition());
    if (partition == null) {
      return Effect.ELSEWHERE;
    }
    OwnedSubscription subscription = table.subscription(delivery.pluginKey());
    if (subscription == null
        || subscription.subscription.epoch() != delivery.epoch()
        || !subscription.subscription.spec().leases()
        || delivery.offset() >= partition.knownEnd()) {
      return Effect.FOREIGN;
    }
    PartitionCursor cursor = table.cursors().cursorOf(partition, subscription, delivery);
    return cursor == null
        ? Effect.FOREIGN
        : switch (Settler.of(subscription.subscription.spec(), signal)) {
          case SOMEBODY -> Effect.FOREIGN;
          case PART -> Settler.countsForThePlugin(signal) ? apply(signal, cursor) : Effect.NONE;
          case ITSELF -> apply(signal, cursor);
        };
  }

  private Effect apply(StatusSignal signal, PartitionCursor cursor) {
    Effect effect = StatusRule.apply(signal, cursor, leaseTimers, settings, clock);
    switch (effect) {
      case DONE, EXTENDED, FAILED -> table.touch(cursor);
      case LATE, FOREIGN, NONE, ELSEWHERE -> {}
    }
    return effect;
  }
}
