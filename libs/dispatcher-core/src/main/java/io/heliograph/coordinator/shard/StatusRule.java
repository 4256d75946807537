package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.AckWindow;
import io.heliograph.coordinator.cursor.OpenItem;
import io.heliograph.coordinator.cursor.OpenItem.State;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.shard.StatusSignal.Effect;
import io.heliograph.coordinator.shard.StatusSignal.Kind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a status of one of our deliveries does (contract dispatcher.md part 1 row 6). */
final class StatusRule {
  private StatusRule() {}

  static Effect apply(
      StatusSignal signal,
      PartitionCursor cursor,
      LeaseTimers leaseTimers,
      ShardSettings settings,
      CoordinatorClock clock) {
    AckWindow window = cursor.window();
    long offset = signal.delivery().offset();
    OpenItem item = window.at(offset);
    if (item == null && offset < window.scanned()) {
      return signal.kind() == Kind.OTHER ? Effect.NONE : Effect.LATE;
    }
    if (!isHolder(signal, cursor, item, clock.wallMillis() - settings.leaseMillis())) {
      return Effect.FOREIGN;
    }
    int attempt = signal.delivery().attempt();
    boolean older = item != null && attempt < item.attempt();
    return switch (signal.kind()) {
      case COMPLETED -> {
        window.doneAt(offset);
        yield Effect.DONE;
      }
      case ERROR -> {
        if (older) {
          yield Effect.LATE;
        }
        window.doneAt(offset);
        yield Effect.DONE;
      }
      case TRANSIENT -> {
        if (older) {
          yield Effect.LATE;
        }
        leaseTimers.requeue(cursor, window.isolate(offset), attempt + 1, signal.status());
        yield Effect.FAILED;
      }
      case HEARTBEAT -> {
        if (item == null || older || item.state() != State.LEASED) {
          yield Effect.NONE;
        }
        window.extend(item, clock.wallMillis() + settings.leaseMillis());
        yield Effect.EXTENDED;
      }
      case OTHER -> Effect.NONE;
    };
  }

  /**
   * Whether whoever says it was given that delivery (part 1 row 33): its proof is one that the item
   * keeps. A lease without proofs was handed out before there were any. What no plugin is known to
   * have may have been handed out by a former owner shortly before it went.
   *
   * @param leaseAgoMillis leases that began before are over
   */
  private static boolean isHolder(
      StatusSignal signal, PartitionCursor cursor, @Nullable OpenItem item, long leaseAgoMillis) {
    UUID digest = signal.delivery().digest();
    if (item != null && digest != null && item.digests().contains(digest)) {
      return true;
    }
    if (item != null && item.state() != State.READY) {
      return digest == null && item.digests().isEmpty();
    }
    return cursor.partition().mayHaveBeenHandedOut(signal.delivery().offset(), leaseAgoMillis);
  }
}
