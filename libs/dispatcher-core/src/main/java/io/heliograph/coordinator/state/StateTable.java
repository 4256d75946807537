package io.heliograph.coordinator.state;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.CursorCodec;
import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.pause.HoldCodec;
import io.heliograph.coordinator.pause.PauseCodec;
import io.heliograph.coordinator.subscription.SubscriptionCodec;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code hub.cursors} says: the newest committed value of every key, whoever wrote it. Filled
 * by one thread; the lookups may come from any.
 */
public final class StateTable {
  private static final System.Logger LOG = System.getLogger(StateTable.class.getName());

  private final Supplier<? extends StateListener> listener;
  private final Map<String, byte[]> newest = new ConcurrentHashMap<>();

  /**
   * @param listener asked for at each record, since what it listens for may be made after the table
   */
  public StateTable(Supplier<? extends StateListener> listener) {
    this.listener = listener;
  }

  /** The next record of the log was read. */
  public void apply(String key, byte @Nullable [] value) {
    if (value == null) {
      newest.remove(key);
      if (SubscriptionCodec.isKey(key)) {
        listener.get().forgotten(SubscriptionCodec.pluginKey(key));
      } else if (LastUses.isKey(key)) {
        listener.get().used(LastUses.pluginKey(key), 0);
      }
      return;
    }
    newest.put(key, value);
    try {
      if (SubscriptionCodec.isKey(key)) {
        listener.get().learned(SubscriptionCodec.decode(value));
      } else if (LastUses.isKey(key)) {
        listener.get().used(LastUses.pluginKey(key), LastUses.decode(value));
      } else if (key.equals(PauseCodec.KEY)) {
        listener.get().paused(PauseCodec.decode(value));
      } else if (key.equals(HoldCodec.KEY)) {
        listener.get().held(HoldCodec.decode(value));
      }
    } catch (MalformedRecordException malformed) {
      malformed("record", key, malformed);
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
    Map<CursorKey, CursorState> found = new LinkedHashMap<>();
    newest.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            try {
              CursorState state = CursorCodec.decode(value);
              CursorCodec.parseKey(key).ifPresent(cursor -> found.put(cursor, state));
            } catch (MalformedRecordException malformed) {
              malformed("cursor record", key, malformed);
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
      malformed("owner record", key, malformed);
      return Optional.empty();
    }
  }

  private static void malformed(String what, String key, MalformedRecordException why) {
    LOG.log(Level.ERROR, () -> "malformed " + what + " key=" + key + " cause=" + why.getMessage());
  }
}
