package io.heliograph.dispatcher.log;

import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.event.Topics;
import io.heliograph.kit.thread.SupervisedThreads;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * The cluster of this hub, as its operator has described it.
 *
 * @param base properties of every client, {@code bootstrap.servers} among them
 * @param prefix of topics and groups, with its separator; may be empty
 * @param recordBytesMax the largest record that an accepted event makes
 * @param threads on which its readers and writers run
 */
public record KafkaCluster(
    Map<String, String> base, String prefix, int recordBytesMax, SupervisedThreads threads) {
  public KafkaCluster {
    base = Map.copyOf(base);
  }

  /** Makes it. */
  static final class Maker {
    @Produces
    @Singleton
    KafkaCluster cluster(
        @Identifier("default-kafka-broker") Map<String, Object> set,
        Topics topics,
        EventSize size,
        SupervisedThreads threads) {
      Map<String, String> base = new HashMap<>();
      set.forEach((key, value) -> base.put(key, value.toString()));
      base.keySet().removeIf(key -> key.startsWith("key.") || key.startsWith("value."));
      return new KafkaCluster(base, topics.prefix(), size.recordBytesMax(), threads);
    }
  }
}
