package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.pause.Pause;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.shard.ReplayPreparer;
import io.heliograph.dispatcher.purge.Purge;
import io.heliograph.dispatcher.replay.CompletionReplayer;
import io.heliograph.dispatcher.retry.DispositionRecords;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What the coordinator is assembled from: what the operator has set, and the rules. */
@Singleton
final class AssemblyPlan {
  final DispatcherSettings settings;
  final SubscriptionSettings subscriptions;
  final CoordinatorClock clock;
  final Pause pause;
  final Purge purge;
  final DispositionRecords dispositions;
  final ReplayPreparer replays;
  final ClusterAccess cluster;
  final CoordinatorMetrics metrics;

  AssemblyPlan(
      DispatcherSettings settings,
      SubscriptionSettings subscriptions,
      InstantSource clock,
      Pause pause,
      Purge purge,
      DispositionRecords dispositions,
      CompletionReplayer replays,
      ClusterAccess cluster,
      CoordinatorMetrics metrics) {
    this.settings = settings;
    this.subscriptions = subscriptions;
    this.clock = new SystemClock(clock);
    this.pause = pause;
    this.purge = purge;
    this.dispositions = dispositions;
    this.replays = replays;
    this.cluster = cluster;
    this.metrics = metrics;
  }
}
