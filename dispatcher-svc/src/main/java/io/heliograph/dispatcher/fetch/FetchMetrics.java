package io.heliograph.dispatcher.fetch;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.heliograph.dispatcher.owner.FetchedBatch;
import io.heliograph.dispatcher.subscription.SubscriptionSpec;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts fetches under the names of contract dispatcher.md part 2 section 8. */
@ApplicationScoped
final class FetchMetrics {
  private static final int SERIES_MAX = 2_000;

  private final LabelledCounter requests;
  private final LabelledCounter fetched;
  private final LabelledCounter filtered;

  FetchMetrics(MeterRegistry registry) {
    requests = counter(registry, "dispatcher_event_fetch_requests_total");
    fetched = counter(registry, "dispatcher_events_fetched_total");
    filtered = counter(registry, "dispatcher_events_filtered_total");
  }

  private static LabelledCounter counter(MeterRegistry registry, String name) {
    return new LabelledCounter(registry, name, SERIES_MAX, "plugin", "entity");
  }

  void requested(SubscriptionSpec spec) {
    requests.increment(spec.name(), spec.model().wire());
  }

  void answered(SubscriptionSpec spec, FetchedBatch batch) {
    int rejected = batch.filtered().values().stream().mapToInt(Integer::intValue).sum();
    fetched.add(batch.events().size(), spec.name(), spec.model().wire());
    filtered.add(rejected, spec.name(), spec.model().wire());
  }
}
