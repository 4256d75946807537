package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.owner.QueueDepth;
import io.heliograph.dispatcher.owner.QueueName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gauges of every subscription's queues in the partitions of this replica: {@code
 * hub_queue_depth} (offsets left), {@code hub_queue_in_flight} (events handed out) and {@code
 * hub_queue_drain_seconds} (left divided by what was looked at per second since the last look; -1
 * while nothing moves). Their sum over the replicas is the hub's. Called by one thread.
 */
@ApplicationScoped
class QueueMetrics {
  private static final int QUEUES_MAX = 4_000;

  private final MultiGauge depth;
  private final MultiGauge inFlight;
  private final MultiGauge drain;
  private Map<QueueName, QueueDepth> former = Map.of();
  private long formerNanos;

  QueueMetrics(MeterRegistry registry) {
    depth = MultiGauge.builder("hub_queue_depth").register(registry);
    inFlight = MultiGauge.builder("hub_queue_in_flight").register(registry);
    drain = MultiGauge.builder("hub_queue_drain_seconds").register(registry);
  }

  /** Takes over what is there now. */
  void update(Map<QueueName, QueueDepth> depths, long nowNanos) {
    double seconds = Math.max(1e-3, (nowNanos - formerNanos) / 1e9);
    List<MultiGauge.Row<?>> depthRows = new ArrayList<>();
    List<MultiGauge.Row<?>> inFlightRows = new ArrayList<>();
    List<MultiGauge.Row<?>> drainRows = new ArrayList<>();
    depths.entrySet().stream()
        .limit(QUEUES_MAX)
        .forEach(
            entry -> {
              QueueName name = entry.getKey();
              QueueDepth now = entry.getValue();
              Tags tags = Tags.of("subscription", name.pluginKey(), "queue", name.queue().wire());
              depthRows.add(MultiGauge.Row.of(tags, now.left()));
              inFlightRows.add(MultiGauge.Row.of(tags, now.handedOut()));
              drainRows.add(MultiGauge.Row.of(tags, drainSeconds(name, now, seconds)));
            });
    depth.register(depthRows, true);
    inFlight.register(inFlightRows, true);
    drain.register(drainRows, true);
    former = new HashMap<>(depths);
    formerNanos = nowNanos;
  }

  private double drainSeconds(QueueName name, QueueDepth now, double seconds) {
    if (now.left() == 0) {
      return 0;
    }
    QueueDepth before = former.get(name);
    long moved = before == null ? 0 : now.passed() - before.passed();
    return moved <= 0 ? -1 : now.left() / (moved / seconds);
  }
}
