package io.heliograph.dispatcher.eventinfo;

import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What the replica gives to whoever asks who fetches. Thread-safe. */
public interface SubscriptionList {
  /**
   * All subscriptions, in the order of their keys.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  List<ListedSubscription> subscriptions();

  /** How much is left of their queues, on all replicas; fails when one does not answer. */
  CompletionStage<Map<QueueName, QueueDepth>> depths(List<String> pluginKeys);
}
