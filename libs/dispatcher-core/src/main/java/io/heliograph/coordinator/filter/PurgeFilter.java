package io.heliograph.coordinator.filter;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Node;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.publish.Tracking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stage FilterPreviouslyDeleted (contract dispatcher.md part 2 section 4.11). Costs nothing
 * while nothing can have been deleted.
 */
public final class PurgeFilter implements EventFilter {
  /** The rejection of an event that has been deleted. */
  public static final String DELETED = "FilterPreviouslyDeleted-deleted";

  private static final String UNREADABLE = "FilterPreviouslyDeleted-error";

  private final PurgeSet purges;

  /** A filter that drops what is in the set. */
  public PurgeFilter(PurgeSet purges) {
    this.purges = purges;
  }

  @Override
  public @Nullable String rejection(EventHeaders headers, byte[] json) {
    if (purges.isEmpty()) {
      return null;
    }
    try {
      Node event = EventScan.stored(headers.model(), json, List.of()).root();
      Tracking tracking = Tracking.of(headers.model(), event);
      return purges.purged(headers, event.text("kafka_key"), tracking) ? DELETED : null;
    } catch (CorruptEventException unreadable) {
      return UNREADABLE;
    }
  }
}
