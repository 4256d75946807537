package io.heliograph.event.publish;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.json.Rfc3339;
import io.heliograph.event.source.Source;
import io.heliograph.event.source.Sources;
import java.time.InstantSource;

/**
 * The stage PipelineAgeoff (contract dispatcher.md part 2 section 4.8): an event whose source lets
 * its events expire is dropped once the submission is older than that. Thread-safe.
 */
public final class AgeOff {
  private final Sources sources;
  private final InstantSource clock;

  public AgeOff(Sources sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /** Whether the event (for a status, its input) has expired. */
  public boolean isExpired(EventHeaders headers) {
    Source source = sources.find(headers.source()).orElse(null);
    if (source == null || !source.expires()) {
      return false;
    }
    return Rfc3339.parse(headers.sourceTimestamp())
        .map(time -> time.plus(source.expiresAfter()).isBefore(clock.instant()))
        .orElse(false);
  }
}
