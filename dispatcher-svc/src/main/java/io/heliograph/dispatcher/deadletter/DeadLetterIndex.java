package io.heliograph.dispatcher.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dispatcher.kafka.KafkaSettings;
import io.heliograph.dispatcher.kafka.TopicFollower;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Follows {@code hub.dead-letters} and knows what is in it: a line for each letter, the oldest
 * first. Bounded: of more letters than that the oldest are not listed, they stay in the topic. One
 * thread reads; lookups may come from any.
 */
public final class DeadLetterIndex {
  private static final int LETTERS_MAX = 100_000;
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final TopicPartition log;
  private final NavigableMap<Long, DeadLetter> byOffset = new ConcurrentSkipListMap<>();
  private final Map<String, DeadLetter> byKey = new ConcurrentHashMap<>();
  private final TopicFollower follower;

  public DeadLetterIndex(KafkaSettings settings, String topic) {
    this.settings = settings;
    this.log = new TopicPartition(topic, 0);
    this.follower = new TopicFollower(settings, "hub-dead-letters", topic, this::apply);
  }

  public void start() {
    var unused = follower.start();
  }

  public void stop() throws InterruptedException {
    follower.stop();
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter former = byKey.remove(new String(record.key(), UTF_8));
    if (former != null) {
      byOffset.remove(former.offset());
    }
    if (record.value() != null) {
      DeadLetter letter = DeadLetter.of(record);
      byKey.put(letter.key(), letter);
      byOffset.put(letter.offset(), letter);
      while (byOffset.size() > LETTERS_MAX) {
        byKey.remove(byOffset.pollFirstEntry().getValue().key());
      }
    }
  }

  /** How many letters are listed. */
  public int size() {
    return byKey.size();
  }

  /** How many letters each subscription has. */
  public Map<String, Long> countBySubscription() {
    return byOffset.values().stream()
        .collect(Collectors.groupingBy(DeadLetter::subscription, Collectors.counting()));
  }

  /**
   * Letters in the order in which they were written.
   *
   * @param afterOffset only those of higher offsets
   * @param subscription only those of this one; empty for all
   */
  List<DeadLetter> list(long afterOffset, String subscription, int limit) {
    List<DeadLetter> found = new ArrayList<>();
    for (DeadLetter letter : byOffset.tailMap(afterOffset, false).values()) {
      if (subscription.isEmpty() || letter.subscription().equals(subscription)) {
        found.add(letter);
        if (found.size() == limit) {
          break;
        }
      }
    }
    return found;
  }

  Optional<DeadLetter> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Reads the letter's record from the topic; blocks. Empty when it is gone by now. */
  Optional<ConsumerRecord<byte[], byte[]>> read(DeadLetter letter) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        settings.consumer("hub-dead-letter", Map.of("max.poll.records", 1))) {
      consumer.assign(Set.of(log));
      consumer.seek(log, letter.offset());
      long giveUp = System.nanoTime() + READ_TIMEOUT.toNanos();
      while (System.nanoTime() < giveUp) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          return record.offset() == letter.offset() ? Optional.of(record) : Optional.empty();
        }
      }
      throw new TimeoutException("dead letter not read in time");
    } catch (OffsetOutOfRangeException gone) {
      return Optional.empty();
    }
  }
}
