package io.heliograph.coordinator.fetch;

import java.util.concurrent.CompletionStage;

/** Where fetches get their events from. */
public interface EventSource {
  /**
   * Starts a fetch.
   *
   * @return completes on any thread: with a batch no later than shortly after the deadline, or with
   *     an exception of {@code error} when the hub cannot serve (503)
   */
  RunningFetch fetch(FetchOrder order);

  /** A fetch under way. */
  interface RunningFetch {
    /** The outcome. */
    CompletionStage<FetchedBatch> batch();

    /** The client went away: what was collected is released; idempotent. */
    void cancel();
  }
}
