package io.heliograph.dispatcher.eventinfo;

import io.heliograph.coordinator.view.DeliveryProgress;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the replica gives to whoever asks where an event is. Thread-safe. */
public interface EventLocator {
  /**
   * Finds records by their key.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  EventFinder finder();

  /** Where a plugin's subscriptions stand, on all replicas; fails when one does not answer. */
  CompletionStage<List<DeliveryProgress>> progressEverywhere(DeliveryProgressQuery question);
}
