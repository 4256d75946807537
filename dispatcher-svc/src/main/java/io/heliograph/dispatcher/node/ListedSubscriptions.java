package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.dispatcher.eventinfo.ListedSubscription;
import io.heliograph.dispatcher.eventinfo.SubscriptionList;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The subscriptions that this replica knows, which are those of all. Thread-safe. */
@Singleton
final class ListedSubscriptions implements SubscriptionList {
  private final DispatcherNode node;

  ListedSubscriptions(DispatcherNode node) {
    this.node = node;
  }

  @Override
  public List<ListedSubscription> subscriptions() {
    CoordinatorAssembly running = node.running();
    Map<String, Long> letters = running.deadLetters.countBySubscription();
    return running.subscriptions.known().stream()
        .sorted(Comparator.comparing(Subscription::pluginKey))
        .map(one -> listed(running, one, letters.getOrDefault(one.pluginKey(), 0L)))
        .toList();
  }

  private static ListedSubscription listed(
      CoordinatorAssembly running, Subscription subscription, long deadLetters) {
    long lastFetch = running.subscriptions.lastFetchMillis(subscription.pluginKey());
    return new ListedSubscription(subscription, lastFetch, deadLetters);
  }

  @Override
  public CompletionStage<Map<QueueName, QueueDepth>> depths(List<String> pluginKeys) {
    return node.running().replicas.depths(pluginKeys);
  }
}
