package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.heliograph.dispatcher.owner.QueueDepth;
import io.heliograph.dispatcher.owner.QueueName;
import io.heliograph.dispatcher.owner.StatusSignal;
import io.heliograph.dispatcher.store.StoreEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the core does. */
@ApplicationScoped
class CoreMetrics implements StoreEvents {
  private final LabelledCounter effects;
  private final Counter forgotten;
  private final LabelledCounter outcomes;
  private final Counter lettersWithoutEvent;
  private final Counter lost;
  private final AtomicLong answerBytes;
  private final AtomicLong fetchesRunning;

  private final QueueMetrics queues;

  CoreMetrics(MeterRegistry registry, QueueMetrics queues) {
    this.queues = queues;
    answerBytes = registry.gauge("hub_answers_bytes", new AtomicLong());
    fetchesRunning = registry.gauge("hub_fetches_running", new AtomicLong());
    effects = new LabelledCounter(registry, "hub_status_effects_total", 16, "effect");
    outcomes = new LabelledCounter(registry, "hub_store_transactions_total", 8, "outcome");
    lettersWithoutEvent = Counter.builder("hub_dead_letters_without_event").register(registry);
    lost = Counter.builder("hub_store_records_lost").register(registry);
    forgotten = Counter.builder("hub_subscriptions_deleted").register(registry);
  }

  /** What answers under way hold now. */
  void answers(long pinnedBytes, int fetches) {
    answerBytes.set(pinnedBytes);
    fetchesRunning.set(fetches);
  }

  /** What is left of every queue now. */
  void depths(Map<QueueName, QueueDepth> depths) {
    queues.update(depths, System.nanoTime());
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
