package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.publish.PublishOutcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.inject.Singleton;
import java.util.List;

/** The metrics of publishing, under the names of contract dispatcher.md part 2, section 8. */
@Singleton
final class PublishMetrics {
  private static final int SERIES_MAX = 2_000;
  private static final double NANOS = 1e9;
  private static final double[] BUCKETS = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 5, 10};

  private static final String PRODUCE = "dispatcher_events_produce_duration";
  private static final String PRODUCE_TEXT =
      "Seconds that a request to publish spent in each stage: waiting, parsed, written to Kafka";

  private final LabelledCounter published;
  private final LabelledCounter statuses;
  private final LabelledCounter producedBytes;
  private final LabelledCounter producedErrors;
  private final LabelledCounter lateFailures;
  private final LabelledCounter removed;
  private final LabelledCounter added;
  private final LabelledCounter errors;
  private final DistributionSummary transform;
  private final DistributionSummary produce;
  private final DistributionSummary buffer;
  private final DistributionSummary pipelines;

  PublishMetrics(MeterRegistry registry, AdmissionBudget inFlight) {
    published =
        counter(
            registry,
            "dispatcher_events_published_total",
            "Events stored in Kafka",
            "plugin",
            "entity");
    statuses =
        counter(
            registry,
            "dispatcher_events_status_published",
            "Status events stored in Kafka, but for those of users",
            "plugin",
            "status");
    producedBytes =
        counter(
            registry,
            "dispatcher_kafka_produced_message_bytes_total",
            "Bytes of JSON of the events stored in Kafka",
            "topic");
    producedErrors =
        counter(
            registry,
            "dispatcher_kafka_produced_message_error_total",
            "Events that Kafka did not confirm",
            "topic");
    lateFailures =
        counter(
            registry,
            "hub_publish_late_failures_total",
            "Events that failed after their request had been answered",
            "plugin");
    removed =
        counter(
            registry,
            "dispatcher_events_produce_pipelines_removed",
            "Published events that a stage of the pipeline left out",
            "pipeline");
    added =
        counter(
            registry,
            "dispatcher_events_produce_pipelines_added",
            "Result events made from published statuses",
            "pipeline");
    errors =
        counter(
            registry,
            "dispatcher_events_produce_pipelines_error",
            "Published events that were refused",
            "pipeline");
    buffer = duration(registry, PRODUCE, PRODUCE_TEXT, Tag.of("stage", "buffer"));
    transform = duration(registry, PRODUCE, PRODUCE_TEXT, Tag.of("stage", "transform"));
    produce = duration(registry, PRODUCE, PRODUCE_TEXT, Tag.of("stage", "produce"));
    pipelines = pipelines(registry);
    show(registry, inFlight);
  }

  private static DistributionSummary pipelines(MeterRegistry registry) {
    return duration(
        registry,
        "dispatcher_events_produce_pipelines_duration",
        "Seconds that the pipeline took for one request",
        Tag.of("pipeline", "publish"));
  }

  private static void show(MeterRegistry registry, AdmissionBudget inFlight) {
    Gauge.builder("hub_publish_in_flight_bytes", inFlight, AdmissionBudget::taken)
        .description("Bytes of bodies to publish that are held in memory")
        .register(registry);
    Gauge.builder("hub_publish_in_flight_bytes_max", inFlight, AdmissionBudget::bytesMax)
        .description("Limit of hub_publish_in_flight_bytes")
        .register(registry);
  }

  /** A body waited that long for a thread. */
  void buffered(long nanos) {
    buffer.record(nanos / NANOS);
  }

  /** The pipeline took that long and came to that. */
  void transformed(long nanos, PublishOutcome outcome) {
    transform.record(nanos / NANOS);
    pipelines.record(nanos / NANOS);
    outcome.filtered().forEach((stage, count) -> removed.add(count, stage(stage)));
    int derived = outcome.events().size() - outcome.clientEvents().size();
    if (derived > 0) {
      added.add(derived, "ProduceStatusResults");
    }
    if (!outcome.failures().isEmpty()) {
      errors.add(outcome.failures().size(), "publish");
    }
  }

  /** Kafka took that long for all records of a request. */
  void confirmed(long nanos) {
    produce.record(nanos / NANOS);
  }

  /** Kafka has that event. */
  void produced(PreparedEvent event) {
    published.increment(event.headers().author(), event.model().wire());
    producedBytes.add(event.json().length, event.topic());
    if (event.model() == Model.STATUS && !AuthorCategory.isUser(event.json())) {
      statuses.increment(event.headers().author(), event.headers().status());
    }
  }

  /** Kafka does not have that event. */
  void failed(PreparedEvent event) {
    producedErrors.increment(event.topic());
  }

  /** An event failed after its request had been answered. */
  void failedLate(PreparedEvent event) {
    lateFailures.increment(event.headers().author());
  }

  private static String stage(String filter) {
    int dash = filter.indexOf('-');
    return dash < 0 ? filter : filter.substring(0, dash);
  }

  private static LabelledCounter counter(
      MeterRegistry registry, String name, String description, String... labels) {
    return new LabelledCounter(registry, name, description, SERIES_MAX, labels);
  }

  private static DistributionSummary duration(
      MeterRegistry registry, String name, String description, Tag tag) {
    return DistributionSummary.builder(name)
        .description(description)
        .tags(List.of(tag))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
