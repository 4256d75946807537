package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.filter.Clearance;
import io.heliograph.coordinator.filter.ConsumePipeline;
import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.filter.Markings;
import io.heliograph.coordinator.filter.PathCompiler;
import io.heliograph.coordinator.filter.PurgeFilter;
import io.heliograph.dispatcher.replay.CompletionCache;
import io.heliograph.dispatcher.replay.ReplayFilter;
import io.heliograph.event.publish.AgeOff;
import io.heliograph.event.publish.PurgeSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Builds the filters of a fetch from its parameters and the hub's configuration. */
@ApplicationScoped
final class FetchFilters {
  private static final EventFilter KEEP = (headers, json) -> null;

  private final AgeOff ageOff;
  private final Markings markings;
  private final PurgeFilter deleted;
  private final Instance<PathCompiler> paths;
  private final CompletionCache completions;

  FetchFilters(
      AgeOff ageOff,
      SecuritySettings security,
      PurgeSet purges,
      Instance<PathCompiler> paths,
      CompletionCache completions) {
    this.ageOff = ageOff;
    this.markings = Markings.parse(security.markings().orElse(""));
    this.deleted = new PurgeFilter(purges);
    this.paths = paths;
    this.completions = completions;
  }

  /**
   * The filters of that fetch.
   *
   * @throws io.heliograph.dispatcher.error.HubException when it asks for a path and this build can
   *     evaluate none: to ignore it would hand out what the client does not want
   */
  EventFilter of(FetchParameters parameters) {
    EventFilter filters =
        new ConsumePipeline(
            ageOff::isExpired,
            parameters.subscription().active()
                ? ConsumePipeline.DEPTH_MAX_ACTIVE
                : ConsumePipeline.DEPTH_MAX_PASSIVE,
            new Clearance(parameters.maxSecurity(), markings),
            parameters.rules(),
            deleted,
            path(parameters.filter()));
    return parameters.subscription().leases() && completions.isOn()
        ? new ReplayFilter(filters, completions, parameters.subscription())
        : filters;
  }

  private EventFilter path(String path) {
    if (path.isEmpty()) {
      return KEEP;
    }
    if (!paths.isResolvable()) {
      throw Query.bad("filter", "paths are not supported here");
    }
    return paths.get().compile(path);
  }
}
