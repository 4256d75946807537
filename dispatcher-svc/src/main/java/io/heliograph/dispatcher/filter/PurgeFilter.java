package io.heliograph.dispatcher.filter;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.publish.PurgeSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stage FilterPreviouslyDeleted (contract dispatcher.md part 2 section 4.11). Costs nothing
 * while nothing can have been deleted.
 */
public final class PurgeFilter implements EventFilter {
  private static final String STAGE = "FilterPreviouslyDeleted-";

  private final PurgeSet purges;

  /** A filter that drops what is in the set. */
  public PurgeFilter(PurgeSet purges) {
    this.purges = purges;
  }

  @Override
  public @Nullable String rejection(EventHeaders headers, byte[] json) {
    if (purges == PurgeSet.NONE) {
      return null;
    }
    try {
      String kafkaKey =
          EventScan.stored(headers.model(), json, 0, json.length, Set.of())
              .root()
              .text("kafka_key");
      return purges.purged(headers, kafkaKey, json) ? STAGE + "deleted" : null;
    } catch (CorruptEventException unreadable) {
      return STAGE + "error";
    }
  }
}
