package io.heliograph.dispatcher.eventinfo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.log.TopicView;
import io.heliograph.dispatcher.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds the records of an event by its key: nothing but the log knows where they are. Only the
 * partitions that the key can be in are read, the newest records first. Thread-safe; blocks.
 */
public final class EventFinder {
  private static final Map<String, Object> READS =
      Map.of(
          "max.poll.records", 1_000,
          "fetch.max.bytes", 4 << 20,
          "max.partition.fetch.bytes", 1 << 20);

  private final KafkaSettings settings;
  private final TopicView topics;
  private final Set<String> early;

  /**
   * @param early topics that are read to their beginning before any other: expedite and error
   */
  public EventFinder(KafkaSettings settings, TopicView topics, Set<String> early) {
    this.settings = settings;
    this.topics = topics;
    this.early = Set.copyOf(early);
  }

  /**
   * The records of that key: of azul.error all, of every other partition the newest.
   *
   * @param recordsMax records to look at
   * @param giveUpNanos the moment of {@link System#nanoTime} at which the search ends
   */
  Search find(String key, long recordsMax, long giveUpNanos) {
    byte[] bytes = key.getBytes(UTF_8);
    List<TopicView.Topic> first = new ArrayList<>();
    List<TopicView.Topic> then = new ArrayList<>();
    topics
        .topics()
        .values()
        .forEach(topic -> (early.contains(topic.name()) ? first : then).add(topic));
    try (KafkaConsumer<byte[], Boolean> consumer = settings.consumerOfKeys("hub-progress", READS)) {
      BackwardSearch search = new BackwardSearch(consumer, bytes, recordsMax, giveUpNanos);
      search.run(first, bytesPartitions(bytes), false);
      search.run(then, bytesPartitions(bytes), true);
      return search.result();
    }
  }

  private static BackwardSearch.Candidates bytesPartitions(byte[] key) {
    int hash = Utils.toPositive(Utils.murmur2(key));
    return partitions -> {
      // A topic may have had fewer partitions when the event came; they only ever grow.
      Set<Integer> candidates = new TreeSet<>();
      for (int count = 1; count <= partitions; count++) {
        candidates.add(hash % count);
      }
      return candidates;
    };
  }
}
