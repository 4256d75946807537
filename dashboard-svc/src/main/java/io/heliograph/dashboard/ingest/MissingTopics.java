package io.heliograph.dashboard.ingest;

import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.List;

/**
 * Waits, without turning in circles, until all topics are there: this service creates them, or else
 * another does. On the counting thread.
 *
 * @param look names those that are missing
 * @param pause between two looks
 */
record MissingTopics(Look look, Duration pause, IngestStatus status) {

  /** See {@link MissingTopics}. */
  interface Look {
    List<String> missing() throws InterruptedException;
  }

  /** Returns when none is missing, or the thread shall stop. */
  void await(Turn turn) throws InterruptedException {
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
