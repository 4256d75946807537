package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.kit.limit.FairRate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * How many events go before all others (contract dispatcher.md part 1 row 34): so many a second of
 * each author and in all. One above that goes to its source's topic, as if it were not expedited;
 * its flags stay as its author sent them, so it is no duplicate of anything there either. Counted
 * in {@code hub_publish_expedite_limited_total{plugin}}. Thread-safe.
 */
@Singleton
public final class ExpediteRule {
  private static final int SERIES_MAX = 2_000;

  /** Authors that are remembered; far more than can owe something at the rates in question. */
  private static final int AUTHORS_MAX = 10_000;

  private final Topics topics;
  private final FairRate rate;
  private final LabelledCounter limited;

  @Inject
  ExpediteRule(Topics topics, PublishSettings settings, MeterRegistry registry) {
    this(
        topics,
        new FairRate(
            new FairRate.Limits(
                settings.expeditePerSecond(), settings.expeditePerSecondOfAuthor(), AUTHORS_MAX),
            System::nanoTime),
        registry);
  }

  /** A rule with that rate. */
  public ExpediteRule(Topics topics, FairRate rate, MeterRegistry registry) {
    this.topics = topics;
    this.rate = rate;
    this.limited =
        new LabelledCounter(
            registry,
            "hub_publish_expedite_limited_total",
            "Events above the expedite rate, which went to the topic of their source",
            SERIES_MAX,
            "plugin");
    Gauge.builder("hub_publish_expedite_authors", rate, FairRate::holders)
        .description("Authors that used some of the expedite rate a moment ago")
        .register(registry);
  }

  /** The same events, those that are one too many on their way to their sources' topics. */
  public List<PreparedEvent> within(List<PreparedEvent> events) {
    return events.stream().map(this::within).toList();
  }

  private PreparedEvent within(PreparedEvent event) {
    String author = event.headers().author();
    if (!event.topic().equals(topics.expedite()) || rate.tryTake(author)) {
      return event;
    }
    limited.increment(author);
    return new PreparedEvent(
        event.model(),
        event.kafkaKey(),
        event.json(),
        event.headers(),
        topics.choose(event.headers(), false));
  }
}
