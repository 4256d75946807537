package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The gauges of every subscription's queues in the partitions of this replica: {@code
 * hub_queue_depth} (offsets left), {@code hub_queue_in_flight} (events handed out) and {@code
 * hub_queue_drain_seconds} (left divided by what was looked at per second since the last look; -1
 * while nothing moves). Their sum over the replicas is the hub's. A queue keeps its gauges from
 * look to look, since registering thousands each second takes longer than a second. Called by one
 * thread.
 */
@ApplicationScoped
class QueueMetrics {
  private static final int QUEUES_MAX = 4_000;

  private final MeterRegistry registry;
  private final Map<QueueName, Series> series = new HashMap<>();
  private long formerNanos;

  /** The gauges of one queue and what they show. */
  private static final class Series {
    private final AtomicLong left = new AtomicLong();
    private final AtomicLong handedOut = new AtomicLong();
    private final AtomicLong drainMillis = new AtomicLong();
    private final List<Gauge> gauges;
    private long passed;

    Series(MeterRegistry registry, QueueName name, QueueDepth first) {
      passed = first.passed();
      Tags tags = Tags.of("subscription", name.pluginKey(), "queue", name.queue().wire());
      gauges =
          List.of(
              Gauge.builder("hub_queue_depth", left, AtomicLong::get)
                  .description(
                      "Offsets of a queue not yet looked at, or that wait for another delivery")
                  .tags(tags)
                  .register(registry),
              Gauge.builder("hub_queue_in_flight", handedOut, AtomicLong::get)
                  .description("Events of a queue that plugins hold a lease on")
                  .tags(tags)
                  .register(registry),
              Gauge.builder("hub_queue_drain_seconds", drainMillis, Series::seconds)
                  .description(
                      "Seconds until a queue is empty at the present rate; -1 while nothing moves")
                  .tags(tags)
                  .register(registry));
    }

    private static double seconds(AtomicLong millis) {
      return millis.get() < 0 ? -1 : millis.get() / 1e3;
    }

    void show(QueueDepth now, double seconds) {
      long moved = now.passed() - passed;
      passed = now.passed();
      left.set(now.left());
      handedOut.set(now.handedOut());
      drainMillis.set(
          now.left() == 0 ? 0 : moved <= 0 ? -1 : Math.round(now.left() * seconds * 1e3 / moved));
    }
  }

  QueueMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Takes over what is there now. */
  void update(Map<QueueName, QueueDepth> depths, long nowNanos) {
    double seconds = Math.max(1e-3, (nowNanos - formerNanos) / 1e9);
    formerNanos = nowNanos;
    for (Iterator<Map.Entry<QueueName, Series>> all = series.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<QueueName, Series> one = all.next();
      if (!depths.containsKey(one.getKey())) {
        one.getValue().gauges.forEach(registry::remove);
        all.remove();
      }
    }
    depths.forEach(
        (name, now) -> {
          Series known = series.get(name);
          if (known == null && series.size() < QUEUES_MAX) {
            known = new Series(registry, name, now);
            series.put(name, known);
          }
          if (known != null) {
            known.show(now, seconds);
          }
        });
  }
}
