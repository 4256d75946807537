package io.heliograph.dashboard.ingest;

import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Waits, without turning in circles, until all topics are there: missing ones are made, or else
 * somebody else makes them. On the counting thread.
 *
 * @param look makes those that are missing if it may, and names them
 * @param pause between two looks
 */
record MissingTopics(Look look, Duration pause, IngestStatus status) {

  /** See {@link MissingTopics}. */
  interface Look {
    List<String> missing() throws ExecutionException, InterruptedException;
  }

  /** Returns when none is missing, or the thread shall stop. */
  void await(Turn turn) throws ExecutionException, InterruptedException {
    List<String> missing = look.missing();
    while (!missing.isEmpty()) {
      status.missing("kafka: no topic " + String.join(", ", missing));
      if (!turn.pause(pause)) {
        return;
      }
      missing = look.missing();
    }
  }
}
