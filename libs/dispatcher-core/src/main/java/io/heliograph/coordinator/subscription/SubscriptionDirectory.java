package io.heliograph.coordinator.subscription;

import java.util.concurrent.CompletableFuture;

/** Knows all subscriptions and begins new ones. Thread-safe. */
@FunctionalInterface
public interface SubscriptionDirectory {
  /**
   * The subscription of that spec. When there is none yet, or it is to restart, its record is
   * written first; the answer comes when that is durable and the event loops know it.
   */
  CompletableFuture<Subscription> ensure(SubscriptionSpec spec, boolean reset);
}
