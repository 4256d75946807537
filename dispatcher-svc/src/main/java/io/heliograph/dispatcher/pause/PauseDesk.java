package io.heliograph.dispatcher.pause;

import java.util.concurrent.CompletionStage;

/** Where a pause is written. Thread-safe. */
public interface PauseDesk {
  /** What is known of the pause here. */
  Pause pause();

  /**
   * Sets the stamp, or ends the pause with 0; completes when that is durable.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  CompletionStage<Void> set(long stampMillis);
}
