package io.heliograph.dispatcher.purge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.event.Model;
import io.heliograph.event.read.StoredEvent;
import io.heliograph.event.read.StoredEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads {@code azul.delete} from its beginning and follows it. Nothing is handed out before it has
 * been read to its end once. One thread.
 */
public final class DeletionLog implements Runnable {
  private static final Logger LOG = Logger.getLogger(DeletionLog.class);

  private final KafkaSettings settings;
  private final String topic;
  private final Deletions deletions;
  private final Thread thread = new Thread(this, "deletions");
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private volatile boolean running = true;

  /**
   * @param purge the set that is filled
   */
  public DeletionLog(KafkaSettings settings, String topic, Purge purge) {
    this.settings = settings;
    this.topic = topic;
    this.deletions = purge.deletions();
  }

  /** Starts to read; completes when everything written until then has been read. */
  public CompletableFuture<Void> start() {
    thread.setDaemon(true);
    thread.start();
    return caughtUp;
  }

  public void stop() throws InterruptedException {
    running = false;
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  @Override
  public void run() {
    while (running) {
      try (KafkaConsumer<byte[], byte[]> consumer = settings.consumer("hub-deletions", Map.of())) {
        List<TopicPartition> partitions =
            consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        while (running) {
          consumer.poll(Duration.ofMillis(100)).forEach(this::apply);
          if (!caughtUp.isDone()) {
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (ends.isEmpty()) {
              caughtUp.complete(null);
            }
          }
        }
      } catch (OffsetOutOfRangeException compacted) {
        LOG.debugf("%s was cut; reading it again from its beginning", topic);
      } catch (KafkaException failure) {
        LOG.warnf("deletions: %s; starting again", failure.toString());
        waitBriefly();
      }
    }
  }

  private static void waitBriefly() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), UTF_8);
    if (record.value() == null) {
      deletions.remove(key);
      return;
    }
    Optional<StoredEvent> event = StoredEvents.read(Model.DELETE, record.value());
    try {
      if (event.isPresent()) {
        deletions.put(key, Deletion.parse(event.get().json()));
      }
    } catch (IOException malformed) {
      LOG.errorf("delete event %s at %d is passed over: %s", key, record.offset(), malformed);
    }
  }
}
