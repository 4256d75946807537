package io.heliograph.coordinator.filter;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The stage FilterSecurity (contract dispatcher.md part 2 section 2): what a consumer may see.
 * Without a stated clearance, or for an event without a marking, nothing is checked; only events of
 * a source carry markings.
 *
 * @param maxSecurity the parameter {@code max-security}, or empty
 */
public record Clearance(String maxSecurity, Markings markings) {

  /** Why the event is rejected, or null. */
  public @Nullable String rejection(EventHeaders headers) {
    if (maxSecurity.isEmpty() || headers.security().isEmpty()) {
      return null;
    }
    boolean marked = Topics.hasSource(headers.model());
    return !marked || markings.mayAccess(maxSecurity, headers.security())
        ? null
        : "FilterSecurity-max_security";
  }
}
