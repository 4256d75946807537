package io.heliograph.dispatcher.deadletter;

import io.heliograph.coordinator.log.NewRecord;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the replica gives to whoever looks after dead letters. Thread-safe. */
public interface DeadLetterStore {
  /**
   * What there is.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  DeadLetterIndex deadLetters();

  /** Whether that subscription is known. */
  boolean subscribed(String pluginKey);

  /** Writes records, all or none; completes when they are durable. */
  CompletionStage<Void> write(List<NewRecord> records);
}
