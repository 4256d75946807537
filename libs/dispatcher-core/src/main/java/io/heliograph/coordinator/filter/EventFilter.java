package io.heliograph.coordinator.filter;

import io.heliograph.event.EventHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The filters of one fetch. Called on an event loop for every scanned event, so it looks at the
 * headers first and at the value only when a rule needs it. Implementations are immutable.
 */
@FunctionalInterface
public interface EventFilter {
  /**
   * Says why the event is not for this fetch.
   *
   * @param json the event as stored
   * @return {@code Stage-reason} as counted in {@code info.filters}, or null to keep the event
   */
  @Nullable String rejection(EventHeaders headers, byte[] json);
}
