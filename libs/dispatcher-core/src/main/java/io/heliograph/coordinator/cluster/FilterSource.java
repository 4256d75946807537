package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.subscription.SubscriptionSpec;

/** Makes the filters of a fetch that another replica serves. Thread-safe. */
@FunctionalInterface
public interface FilterSource {
  /**
   * The filters that the parameters of a fetch mean.
   *
   * @throws RuntimeException when they are bad
   */
  EventFilter of(SubscriptionSpec subscription, String query);
}
