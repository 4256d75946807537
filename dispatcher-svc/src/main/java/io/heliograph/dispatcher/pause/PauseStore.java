package io.heliograph.dispatcher.pause;

import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.pause.Pause;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where a pause is written. Thread-safe. */
public interface PauseStore {
  /** What is known of the pause here. */
  Pause pause();

  /**
   * Begins a hold, or ends it with {@link Hold#NONE}; completes when that is durable.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  CompletionStage<Void> hold(Hold hold);

  /**
   * The plugin keys that a restore pause forgets, in their order.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  List<String> forgettable();

  /**
   * Sets the stamp of a restore pause, or ends it with 0; completes when that is durable.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  CompletionStage<Void> set(long stampMillis);
}
