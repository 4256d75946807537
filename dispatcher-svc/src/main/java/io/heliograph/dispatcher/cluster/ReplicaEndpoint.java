package io.heliograph.dispatcher.cluster;

import io.heliograph.coordinator.cluster.Readiness;
import io.heliograph.coordinator.cluster.RemoteReservations;
import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.view.DeliveryProgress;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What this replica gives to others. Thread-safe. */
public interface ReplicaEndpoint {
  /**
   * The events that are lent.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  RemoteReservations reservations();

  /** What became of a batch that another process holds; also while the hub is stopping. */
  void settled(String process, long batch, Settlement settlement, List<Integer> takes);

  /** What there is to see for those subscriptions. */
  CompletionStage<Readiness> readiness(List<String> pluginKeys);

  /** Where a plugin's subscriptions stand with records of the partitions here. */
  CompletionStage<List<DeliveryProgress>> progress(DeliveryProgressQuery question);

  /** How much is left of the queues of those subscriptions, in the partitions here. */
  CompletionStage<Map<QueueName, QueueDepth>> depths(List<String> pluginKeys);

  /** A fetch elsewhere confirmed a batch that was answered here. */
  void confirmed(Confirmation confirmation);
}
