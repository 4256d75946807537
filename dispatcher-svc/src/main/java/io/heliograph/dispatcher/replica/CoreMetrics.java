package io.heliograph.dispatcher.replica;

import io.heliograph.coordinator.shard.CoreLoad;
import io.heliograph.coordinator.shard.QueueDepth;
import io.heliograph.coordinator.shard.QueueName;
import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.coordinator.state.StoreEvents;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.micrometer.core.instrument.Counter;
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
class CoreMetrics implements StoreEvents {
  private static final int SUBSCRIPTIONS_MAX = 2_000;

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

  CoreMetrics(MeterRegistry registry, QueueMetrics queues) {
    this.registry = registry;
    this.queues = queues;
    answerBytes = registry.gauge("hub_answers_bytes", new AtomicLong());
    fetchesRunning = registry.gauge("hub_fetches_running", new AtomicLong());
    effects = new LabelledCounter(registry, "hub_status_effects_total", 16, "effect");
    outcomes = new LabelledCounter(registry, "hub_store_transactions_total", 8, "outcome");
    lettersWithoutEvent = Counter.builder("hub_dead_letters_without_event").register(registry);
    lost = Counter.builder("hub_store_records_lost").register(registry);
    scans =
        new LabelledCounter(
            registry, "hub_scan_microseconds_total", SUBSCRIPTIONS_MAX, "subscription");
    forgotten = Counter.builder("hub_subscriptions_deleted").register(registry);
  }

  /** What answers under way hold now. */
  void answers(long pinnedBytes, int fetches) {
    answerBytes.set(pinnedBytes);
    fetchesRunning.set(fetches);
  }

  /** What each owner keeps until its time comes. */
  void loads(List<CoreLoad> owners) {
    for (int i = 0; i < owners.size(); i++) {
      CoreLoad load = owners.get(i);
      String owner = Integer.toString(i);
      load("heliograph_core_timers", owner, load.timers() + load.fetchTimers());
      load("heliograph_core_leases", owner, load.leases());
      load("heliograph_core_held", owner, load.held());
      load("heliograph_core_messages", owner, load.messages());
      load("heliograph_core_unjoined_chunks", owner, load.unjoined());
    }
  }

  /** So many events were left out of their answers since the start because they are none. */
  void unstampable(long events) {
    load("heliograph_core_unstampable_events", "all", events);
  }

  /** How many subscriptions there are, and how many new ones were refused since the start. */
  void subscriptions(int known, long refused) {
    load("heliograph_subscriptions", "all", known);
    load("heliograph_subscriptions_refused", "all", refused);
  }

  /** How many writes of the store are waited for now. */
  void store(int waitingWrites) {
    load("heliograph_store_waiting_writes", "all", waitingWrites);
  }

  /** How many cursors are in use; those that are not take no memory. */
  void cursors(long inUse) {
    load("heliograph_core_cursors", "all", inUse);
  }

  private void load(String name, String owner, long now) {
    loads
        .computeIfAbsent(
            name + owner, key -> registry.gauge(name, Tags.of("owner", owner), new AtomicLong()))
        .set(now);
  }

  /** What is left of every queue now. */
  void depths(Map<QueueName, QueueDepth> depths) {
    queues.update(depths, System.nanoTime());
  }

  /** A take of that subscription held an owner's thread for so long, with its filters. */
  void scanned(Subscription subscription, long nanos) {
    scans.add(TimeUnit.NANOSECONDS.toMicros(nanos), subscription.pluginKey());
  }

  /** So many subscriptions were deleted because nobody fetched them. */
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
