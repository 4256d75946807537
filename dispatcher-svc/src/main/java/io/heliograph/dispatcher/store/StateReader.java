package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.cursor.CursorCodec;
import io.heliograph.dispatcher.cursor.CursorKey;
import io.heliograph.dispatcher.cursor.CursorState;
import io.heliograph.dispatcher.cursor.MalformedRecordException;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.dispatcher.pause.PauseCodec;
import io.heliograph.dispatcher.subscription.SubscriptionCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads {@code hub.cursors} from its beginning and follows it: the newest committed value of every
 * key, whoever wrote it. One thread; the lookups may come from any.
 */
public final class StateReader implements Runnable {
  private static final Logger LOG = Logger.getLogger(StateReader.class);

  private record Barrier(long position, CompletableFuture<Void> reached) {}

  private final KafkaSettings settings;
  private final TopicPartition log;
  private final StateListener listener;
  private final Map<String, byte[]> newest = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Barrier> barriers = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this, "state-reader");
  private volatile boolean running = true;

  public StateReader(KafkaSettings settings, String topic, StateListener listener) {
    this.settings = settings;
    this.log = new TopicPartition(topic, 0);
    this.listener = listener;
  }

  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  public void stop() throws InterruptedException {
    running = false;
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** Completes when everything before the position has been read. */
  public CompletableFuture<Void> reach(long position) {
    Barrier barrier = new Barrier(position, new CompletableFuture<>());
    barriers.add(barrier);
    return barrier.reached;
  }

  @Override
  public void run() {
    while (running) {
      try (KafkaConsumer<byte[], byte[]> consumer = settings.consumer("hub-state", Map.of())) {
        consumer.assign(Set.of(log));
        consumer.seekToBeginning(Set.of(log));
        while (running) {
          turn(consumer);
        }
      } catch (OffsetOutOfRangeException compacted) {
        LOG.debugf("%s was cut; reading it again from its beginning", log);
      } catch (KafkaException failure) {
        LOG.warnf("state reader: %s; starting again", failure.toString());
        pauseBriefly();
      }
    }
  }

  private static void pauseBriefly() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn(KafkaConsumer<byte[], byte[]> consumer) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
      if (record.key() != null) {
        apply(new String(record.key(), StandardCharsets.UTF_8), record.value());
      }
    }
    long position = consumer.position(log);
    barriers.removeIf(
        barrier -> {
          boolean reached = barrier.position <= position;
          return reached && barrier.reached.complete(null);
        });
  }

  private void apply(String key, byte[] value) {
    if (value == null) {
      newest.remove(key);
      if (SubscriptionCodec.isKey(key)) {
        listener.forgotten(SubscriptionCodec.pluginKey(key));
      }
      return;
    }
    newest.put(key, value);
    try {
      if (SubscriptionCodec.isKey(key)) {
        listener.learned(SubscriptionCodec.decode(value));
      } else if (key.equals(PauseCodec.KEY)) {
        listener.paused(PauseCodec.decode(value));
      }
    } catch (MalformedRecordException malformed) {
      LOG.errorf("record %s: %s", key, malformed.getMessage());
    }
  }

  /** The keys of all records that stand. */
  Set<String> keys() {
    return newest.keySet();
  }

  /** The newest value under that key. */
  Optional<byte[]> value(String key) {
    return Optional.ofNullable(newest.get(key));
  }

  /** The stored cursors of a partition. */
  Map<CursorKey, CursorState> cursorsOf(PartitionId id) {
    String prefix = "c/" + id.topicId() + '/' + id.partition() + '/';
    Map<CursorKey, CursorState> found = new HashMap<>();
    newest.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            try {
              CursorState state = CursorCodec.decode(value);
              CursorCodec.parseKey(key).ifPresent(cursor -> found.put(cursor, state));
            } catch (MalformedRecordException malformed) {
              LOG.errorf("cursor record %s: %s", key, malformed.getMessage());
            }
          }
        });
    return found;
  }

  /** The owner record under that key. */
  Optional<OwnerRecord> ownerRecord(String key) {
    byte[] value = newest.get(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OwnerRecord.decode(value));
    } catch (MalformedRecordException malformed) {
      LOG.errorf("owner record %s: %s", key, malformed.getMessage());
      return Optional.empty();
    }
  }
}
