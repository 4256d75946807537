package io.heliograph.dispatcher.replica;

import io.heliograph.event.Model;
import io.heliograph.event.Topics;

/** The topics that the core itself writes or tails. */
record SystemTopics(String cursors, String deadLetters, String status, String deletions) {
  static SystemTopics of(Topics topics) {
    return new SystemTopics(
        topics.cursors(), topics.deadLetters(), topics.status(), topics.system(Model.DELETE));
  }
}
