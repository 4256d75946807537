package io.heliograph.dispatcher.node;

import io.heliograph.dispatcher.kafka.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;

/** What a node does at intervals: meters, the mirror of offsets, the end of idle subscriptions. */
final class NodeTasks {
  private final CoordinatorAssembly parts;
  private final CoordinatorMetrics metrics;
  private final SubscriptionSettings settings;
  private final GroupOffsets groupOffsets;
  private final QueueWatch queueWatch;
  private final IdleSubscriptionReaper reaper;

  NodeTasks(CoordinatorAssembly parts, AssemblyPlan plan, KafkaSettings kafka, Admin admin) {
    this.parts = parts;
    this.metrics = plan.metrics;
    this.settings = plan.subscriptions;
    this.groupOffsets =
        new GroupOffsets(admin, kafka, parts.coordinator, parts.subscriptions::keys);
    this.queueWatch =
        new QueueWatch(kafka.threads(), parts.coordinator, parts.subscriptions::keys, metrics);
    this.reaper =
        new IdleSubscriptionReaper(
            kafka.threads(),
            parts.cleaner,
            groupOffsets,
            settings.retention(),
            plan.clock::wallMillis,
            metrics::deleted);
  }

  void start() {
    groupOffsets.start();
    reaper.start(settings.retentionCheck(), this::everySecond);
    queueWatch.start();
  }

  void stop() throws InterruptedException {
    reaper.stop();
    queueWatch.stop();
    groupOffsets.stop();
  }

  private void everySecond() {
    parts.reservations.expire();
    metrics.answers(parts.pinned.current(), parts.fetches.runningCount());
    metrics.subscriptions(parts.subscriptions.known().size(), parts.subscriptions.refusedCount());
    metrics.store(parts.store.waitingWrites());
    metrics.refused(parts.coordinator.intake().refusedCount());
    metrics.unstampable(parts.fetches.unstampableCount());
    var unused = parts.coordinator.loads().thenAccept(metrics::loads);
  }
}
