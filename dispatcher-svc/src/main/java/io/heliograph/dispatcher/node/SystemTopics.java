package io.heliograph.dispatcher.node;

import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import java.util.Set;

/**
 * The topics that the core itself writes or tails.
 *
 * @param early those whose events any plugin gets before those of the sources
 */
record SystemTopics(
    String cursors, String deadLetters, String status, String deletions, Set<String> early) {
  static SystemTopics of(Topics topics) {
    return new SystemTopics(
        topics.cursors(),
        topics.deadLetters(),
        topics.status(),
        topics.system(Model.DELETE),
        Set.of(topics.expedite(), topics.error()));
  }
}
