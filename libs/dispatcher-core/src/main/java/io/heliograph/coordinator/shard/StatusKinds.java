package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.shard.StatusSignal.Kind;
import java.util.Set;

/**
 * What each status value does (contract dispatcher.md part 1 rows 6 and 7).
 *
 * @param transientErrors the error statuses after which an event is tried again
 */
public record StatusKinds(Set<String> transientErrors) {
  public StatusKinds {
    transientErrors = Set.copyOf(transientErrors);
  }

  /** The kind of a status value. */
  public Kind of(String status) {
    if (transientErrors.contains(status)) {
      return Kind.TRANSIENT;
    }
    return switch (status) {
      case "completed", "completed-empty", "completed-with-errors", "opt-out" -> Kind.COMPLETED;
      case "heartbeat" -> Kind.HEARTBEAT;
      default -> status.startsWith("error-") ? Kind.ERROR : Kind.OTHER;
    };
  }
}
