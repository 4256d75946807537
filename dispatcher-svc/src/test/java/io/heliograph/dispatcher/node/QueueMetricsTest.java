package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A queue is registered once, not every second. */
class QueueMetricsTest {
  private static final long SECOND = 1_000_000_000L;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger changes = new AtomicInteger();
  private final QueueMetrics metrics = new QueueMetrics(registry);
  private final Map<QueueName, QueueDepth> depths = new HashMap<>();

  QueueMetricsTest() {
    registry.config().onMeterAdded(meter -> changes.incrementAndGet());
    registry.config().onMeterRemoved(meter -> changes.incrementAndGet());
  }

  private double shown(String name, String subscription) {
    return registry.get(name).tag("subscription", subscription).gauge().value();
  }

  @Test
  void shouldRegisterNothingWhenOnlyFiguresChange() {
    for (int i = 0; i < 1_000; i++) {
      depths.put(new QueueName("s" + i, Queue.LIVE), new QueueDepth(i, 1, 0, 0));
    }
    metrics.update(depths, SECOND);
    assertThat(changes).hasValue(3_000);
    depths.replaceAll((name, depth) -> new QueueDepth(depth.left() + 100, 2, 50, 0));
    metrics.update(depths, 3 * SECOND);

    assertThat(changes).hasValue(3_000);
    assertThat(shown("hub_queue_depth", "s7")).isEqualTo(107);
    assertThat(shown("hub_queue_in_flight", "s7")).isEqualTo(2);
    assertThat(shown("hub_queue_drain_seconds", "s7")).isEqualTo(107 / 25.0);
  }

  @Test
  void shouldShowMinusOneWhenNothingMovesAndNothingOfQueuesThatEnded() {
    depths.put(new QueueName("stands", Queue.LIVE), new QueueDepth(5, 0, 9, 0));
    depths.put(new QueueName("empty", Queue.LIVE), new QueueDepth(0, 0, 9, 0));
    depths.put(new QueueName("ends", Queue.LIVE), new QueueDepth(5, 0, 9, 0));
    metrics.update(depths, SECOND);
    depths.remove(new QueueName("ends", Queue.LIVE));
    metrics.update(depths, 2 * SECOND);

    assertThat(shown("hub_queue_drain_seconds", "stands")).isEqualTo(-1);
    assertThat(shown("hub_queue_drain_seconds", "empty")).isZero();
    assertThat(registry.find("hub_queue_depth").tag("subscription", "ends").gauge()).isNull();
  }

  @Test
  void shouldKeepTheGaugesOfTheFirstWhenThereAreTooManyQueues() {
    depths.put(new QueueName("first", Queue.LIVE), new QueueDepth(1, 0, 0, 0));
    metrics.update(depths, SECOND);
    for (int i = 0; i < 5_000; i++) {
      depths.put(new QueueName("s" + i, Queue.LIVE), new QueueDepth(i, 0, 0, 0));
    }
    metrics.update(depths, 2 * SECOND);

    assertThat(registry.find("hub_queue_depth").gauges()).hasSize(4_000);
    assertThat(shown("hub_queue_depth", "first")).isEqualTo(1);
  }
}
