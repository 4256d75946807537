package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.coordinator.state.StoreEvents;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.coordinator.view.ShardLoad;
import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the core does. */
@ApplicationScoped
class CoordinatorMetrics implements StoreEvents {
  private static final int SUBSCRIPTIONS_MAX = 2_000;

  private static final String FORMER = "Former name of a counter, see docs/metrics.md";

  private final LabelledCounter effects;
  private final Counter forgotten;
  private final LabelledCounter outcomes;
  private final Counter lettersWithoutEvent;
  private final Counter lost;
  private final LabelledCounter scans;
  private final AtomicLong answerBytes;
  private final AtomicLong fetchesRunning;

  private final QueueMetrics queues;
  private final Map<String, AtomicLong> loads = new ConcurrentHashMap<>();
  private final MeterRegistry registry;

  CoordinatorMetrics(MeterRegistry registry, QueueMetrics queues) {
    this.registry = registry;
    this.queues = queues;
    answerBytes =
        gauge(
            "hub_answers_bytes",
            "Bytes of events that fetch responses under way hold",
            Tags.empty());
    fetchesRunning = gauge("hub_fetches_running", "Fetches under way", Tags.empty());
    effects =
        new LabelledCounter(
            registry,
            "hub_status_effects_total",
            "Statuses by what they did to the delivery that they name",
            16,
            "effect");
    outcomes =
        new LabelledCounter(
            registry,
            "hub_store_transactions_total",
            "Transactions of the cursor store by outcome",
            8,
            "outcome");
    lettersWithoutEvent =
        Counter.builder("hub_dead_letters_without_event")
            .description("Dead letters stored without their event, which was no longer readable")
            .register(registry);
    lost =
        Counter.builder("hub_store_records_lost")
            .description("Records of the cursor store left out because they cannot be written")
            .register(registry);
    scans =
        new LabelledCounter(
            registry,
            "hub_scan_microseconds_total",
            "Microseconds that a subscription held owner threads, filters included",
            SUBSCRIPTIONS_MAX,
            "subscription");
    forgotten =
        Counter.builder("hub_subscriptions_deleted")
            .description("Subscriptions deleted because they were idle")
            .register(registry);
  }

  /** What answers under way hold now. */
  void answers(long pinnedBytes, int fetches) {
    answerBytes.set(pinnedBytes);
    fetchesRunning.set(fetches);
  }

  /** What each event loop keeps until its time comes. */
  void loads(List<ShardLoad> loads) {
    for (int i = 0; i < loads.size(); i++) {
      ShardLoad load = loads.get(i);
      String owner = Integer.toString(i);
      load(
          "heliograph_core_timers",
          "Deadlines of cursors and fetches that an owner thread waits for",
          owner,
          load.timers() + load.fetchTimers());
      load(
          "heliograph_core_leases",
          "Events that plugins hold a lease on, and passive batches not yet confirmed",
          owner,
          load.leases());
      load(
          "heliograph_core_held",
          "Stretches of the log in responses under way or not yet confirmed",
          owner,
          load.held());
      load(
          "heliograph_core_messages",
          "Messages that wait for an owner thread",
          owner,
          load.messages());
      load(
          "heliograph_core_unjoined_chunks",
          "Chunks since the start that did not begin where the tail ended",
          owner,
          load.unjoined());
    }
  }

  /** So many events were left out of their answers since the start because they are none. */
  void unstampable(long events) {
    total(
        "heliograph_core_malformed_events_total",
        "heliograph_core_unstampable_events",
        "Events left out of responses because they are malformed",
        events);
  }

  /** How many subscriptions there are, and how many new ones were refused since the start. */
  void subscriptions(int known, long refused) {
    load("heliograph_subscriptions", "Subscriptions known", "all", known);
    total(
        "heliograph_refused_subscriptions_total",
        "heliograph_subscriptions_refused",
        "New subscriptions refused",
        refused);
  }

  /**
   * What clients were refused since the start because too many messages waited for an event loop.
   */
  void refused(long requests) {
    total(
        "heliograph_core_refused_requests_total",
        "heliograph_core_refused",
        "Requests refused because too many messages waited for owner threads",
        requests);
  }

  /** How many writes of the store are waited for now. */
  void store(int waitingWrites) {
    load(
        "heliograph_store_waiting_writes",
        "Writes of the cursor store under way",
        "all",
        waitingWrites);
  }

  /** How many cursors are in use; those that are not take no memory. */
  void cursors(long inUse) {
    load("heliograph_core_cursors", "Cursors in memory", "all", inUse);
  }

  /** A counter, and the gauge that it was in the last release. */
  private void total(String name, String former, String description, long now) {
    loads
        .computeIfAbsent(
            name,
            key -> {
              AtomicLong shown = gauge(former, FORMER, Tags.of("owner", "all"));
              FunctionCounter.builder(name, shown, AtomicLong::get)
                  .description(description)
                  .register(registry);
              return shown;
            })
        .set(now);
  }

  private void load(String name, String description, String owner, long now) {
    loads
        .computeIfAbsent(name + owner, key -> gauge(name, description, Tags.of("owner", owner)))
        .set(now);
  }

  private AtomicLong gauge(String name, String description, Tags tags) {
    AtomicLong shown = new AtomicLong();
    Gauge.builder(name, shown, AtomicLong::get)
        .description(description)
        .tags(tags)
        .register(registry);
    return shown;
  }

  /** What is left of every queue now. */
  void depths(Map<QueueName, QueueDepth> depths) {
    queues.update(depths, System.nanoTime());
  }

  /** A take of that subscription held an event loop for so long, with its filters. */
  void scanned(Subscription subscription, long nanos) {
    scans.add(TimeUnit.NANOSECONDS.toMicros(nanos), subscription.pluginKey());
  }

  /** So many subscriptions were deleted because they were not fetched. */
  void deleted(int subscriptions) {
    forgotten.increment(subscriptions);
  }

  @Override
  public void outcome(String kind) {
    outcomes.increment(kind);
  }

  @Override
  public void lettersWithoutEvent(int letters) {
    lettersWithoutEvent.increment(letters);
  }

  @Override
  public void lost(int records) {
    lost.increment(records);
  }

  /** A status named a delivery of a partition that is owned here. */
  void statusEffect(StatusSignal.Effect effect) {
    effects.increment(effect.name().toLowerCase(Locale.ROOT));
  }
}
