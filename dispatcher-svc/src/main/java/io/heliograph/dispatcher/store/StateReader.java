package io.heliograph.dispatcher.store;

import io.heliograph.coordinator.cursor.CursorCodec;
import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.dispatcher.log.TopicFollower;
import io.heliograph.coordinator.pause.HoldCodec;
import io.heliograph.coordinator.pause.PauseCodec;
import io.heliograph.coordinator.subscription.SubscriptionCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Reads {@code hub.cursors} from its beginning and follows it: the newest committed value of every
 * key, whoever wrote it. One thread; the lookups may come from any.
 */
public final class StateReader {
  private static final Logger LOG = Logger.getLogger(StateReader.class);

  private final StateListener listener;
  private final Map<String, byte[]> newest = new ConcurrentHashMap<>();
  private final TopicFollower follower;

  public StateReader(KafkaSettings settings, String topic, StateListener listener) {
    this.listener = listener;
    this.follower = new TopicFollower(settings, "hub-state", topic, this::apply);
  }

  public void start() {
    var unused = follower.start();
  }

  public void stop() throws InterruptedException {
    follower.stop();
  }

  /** Completes when everything before the position has been read. */
  public CompletableFuture<Void> reach(long position) {
    return follower.reach(position);
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    apply(new String(record.key(), StandardCharsets.UTF_8), record.value());
  }

  private void apply(String key, byte[] value) {
    if (value == null) {
      newest.remove(key);
      if (SubscriptionCodec.isKey(key)) {
        listener.forgotten(SubscriptionCodec.pluginKey(key));
      } else if (LastUses.isKey(key)) {
        listener.used(LastUses.pluginKey(key), 0);
      }
      return;
    }
    newest.put(key, value);
    try {
      if (SubscriptionCodec.isKey(key)) {
        listener.learned(SubscriptionCodec.decode(value));
      } else if (LastUses.isKey(key)) {
        listener.used(LastUses.pluginKey(key), LastUses.decode(value));
      } else if (key.equals(PauseCodec.KEY)) {
        listener.paused(PauseCodec.decode(value));
      } else if (key.equals(HoldCodec.KEY)) {
        listener.held(HoldCodec.decode(value));
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
