package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.AckWindow;
import io.heliograph.dispatcher.cursor.OpenItem;
import io.heliograph.dispatcher.cursor.OpenItem.State;
import io.heliograph.dispatcher.owner.StatusSignal.Effect;
import io.heliograph.dispatcher.owner.StatusSignal.Kind;

/** What a status of one of our deliveries does (contract dispatcher.md part 1 row 6). */
final class StatusRule {
  private StatusRule() {}

  static Effect apply(
      StatusSignal signal, Place place, Expiry expiry, CoreSettings settings, CoreClock clock) {
    AckWindow window = place.cursor().window();
    long offset = signal.delivery().offset();
    OpenItem item = window.at(offset);
    if (item == null && offset < window.scanned()) {
      return signal.kind() == Kind.OTHER ? Effect.NONE : Effect.LATE;
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
        expiry.leave(place, window.isolate(offset), attempt + 1, signal.status());
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
}
