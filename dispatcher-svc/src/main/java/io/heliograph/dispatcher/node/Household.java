package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.cluster.FilterSource;
import io.heliograph.coordinator.subscription.SubscriptionLimits;
import io.heliograph.dispatcher.cluster.PeerSettings;
import io.heliograph.dispatcher.purge.Purge;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What a replica keeps for how long, what it must forget, and how it lives with others. */
record Household(
    SubscriptionSettings subscriptions, Purge purge, ReplicaPlan.Neighbourhood neighbourhood) {

  /** Makes it. */
  static final class Maker {
    @Produces
    @Singleton
    Household household(
        SubscriptionSettings subscriptions,
        Purge purge,
        PeerSettings peers,
        Vertx vertx,
        FilterSource filters) {
      return new Household(
          subscriptions,
          purge,
          new ReplicaPlan.Neighbourhood(vertx, peers.secret().orElse(""), filters));
    }
  }

  /** How many subscriptions there may be. */
  SubscriptionLimits subscriptionLimits() {
    return new SubscriptionLimits(
        subscriptions.max(), subscriptions.perNameMax(), subscriptions.giveWayAfter().toMillis());
  }
}
