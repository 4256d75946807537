package io.heliograph.kit.kafka;

import java.time.Duration;

/**
 * When a {@link TopicManager} asks the cluster.
 *
 * @param poll from one look at all topics to the next; a change is seen within that time
 * @param retry the pause while a topic is missing
 * @param ask from one question whether Kafka answers to the next; as {@code poll} where looks
 *     suffice
 * @param answer how long an answer may take until Kafka counts as away
 */
public record TopicPace(Duration poll, Duration retry, Duration ask, Duration answer) {
  /** No pause is longer than a poll. */
  public TopicPace {
    retry = retry.compareTo(poll) < 0 ? retry : poll;
    ask = ask.compareTo(poll) < 0 ? ask : poll;
  }
}
