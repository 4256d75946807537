package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.fetch.FetchedBatch;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts fetches under the names of contract dispatcher.md part 2 section 8. */
@ApplicationScoped
final class FetchMetrics {
  private static final int SERIES_MAX = 2_000;
  private static final List<String> OTHER = List.of(LabelledCounter.OTHER, LabelledCounter.OTHER);

  private final MeterRegistry registry;
  private final LabelledCounter requests;
  private final LabelledCounter fetched;
  private final LabelledCounter filtered;
  private final Counter unread;
  private final Counter unconvertible;
  private final Map<List<String>, AtomicInteger> notReady = new ConcurrentHashMap<>();

  FetchMetrics(MeterRegistry registry) {
    this.registry = registry;
    requests = counter(registry, "dispatcher_event_fetch_requests_total", "Fetches");
    fetched = counter(registry, "dispatcher_events_fetched_total", "Events delivered to fetches");
    unread =
        Counter.builder("heliograph_fetch_answers_unread")
            .description("Fetch responses given up because the client did not read them")
            .register(registry);
    unconvertible =
        Counter.builder("heliograph_fetch_events_unconvertible")
            .description("Events left out of a response because Avro cannot express them")
            .register(registry);
    filtered =
        counter(
            registry,
            "dispatcher_events_filtered_total",
            "Events that filters of fetches left out");
  }

  private static LabelledCounter counter(MeterRegistry registry, String name, String description) {
    return new LabelledCounter(registry, name, description, SERIES_MAX, "plugin", "entity");
  }

  void requested(SubscriptionSpec spec) {
    requests.increment(spec.name(), spec.model().wire());
  }

  /** A fetch was answered with that batch. */
  void answered(SubscriptionSpec spec, FetchedBatch batch) {
    int rejected = 0;
    for (int count : batch.filtered().values()) {
      rejected += count;
    }
    fetched.add(batch.events().size(), spec.name(), spec.model().wire());
    filtered.add(rejected, spec.name(), spec.model().wire());
    ready(List.of(spec.name(), spec.version()), batch.notReady().isEmpty());
  }

  /** An answer was not written: its client went away or did not read it. */
  void unwritten(Throwable cause) {
    if (cause instanceof TimeoutException) {
      unread.increment();
    }
  }

  /** An event was left out of an answer since it cannot be told in Avro. */
  void unconvertible() {
    unconvertible.increment();
  }

  /** A series appears with the first fetch that lacks a partition and goes to 0 afterwards. */
  private void ready(List<String> plugin, boolean ready) {
    AtomicInteger gauge = notReady.get(plugin);
    if (gauge == null && !ready) {
      List<String> key = notReady.size() < SERIES_MAX ? plugin : OTHER;
      gauge = notReady.computeIfAbsent(key, this::gauge);
    }
    if (gauge != null) {
      gauge.set(ready ? 0 : 1);
    }
  }

  private AtomicInteger gauge(List<String> plugin) {
    Tags tags = Tags.of("plugin", plugin.get(0), "version", plugin.get(1));
    AtomicInteger shown = new AtomicInteger();
    Gauge.builder("dispatcher_events_consume_not_ready", shown, AtomicInteger::get)
        .description("1 while the last fetch of a plugin lacked a partition, else 0")
        .tags(tags)
        .register(registry);
    return shown;
  }
}
