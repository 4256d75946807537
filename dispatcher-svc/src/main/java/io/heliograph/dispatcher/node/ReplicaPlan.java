package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.cluster.FilterSource;
import io.heliograph.coordinator.pause.Pause;
import io.heliograph.coordinator.runtime.CoreClock;
import io.heliograph.dispatcher.kafka.KafkaSettings;
import io.vertx.core.Vertx;

/** What the parts are made from. */
record ReplicaPlan(
    KafkaSettings kafka,
    ReplicaSettings settings,
    EventTopics topics,
    SystemTopics names,
    CoreClock clock,
    Consequences consequences,
    CoreMetrics metrics,
    Pause pause,
    Household household) {
  /** What is needed for other replicas. */
  record Neighbourhood(Vertx vertx, String secret, FilterSource filters) {}
}
