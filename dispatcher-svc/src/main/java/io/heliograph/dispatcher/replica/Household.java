package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.owner.FilterSource;
import io.heliograph.dispatcher.peer.PeerSettings;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What a replica keeps for how long, and how it lives with others. */
record Household(SubscriptionSettings subscriptions, ReplicaParts.Neighbourhood neighbourhood) {

  /** Makes it. */
  static final class Maker {
    @Produces
    @Singleton
    Household household(
        SubscriptionSettings subscriptions, PeerSettings peers, Vertx vertx, FilterSource filters) {
      return new Household(
          subscriptions, new ReplicaParts.Neighbourhood(vertx, peers.secret().orElse(""), filters));
    }
  }
}
