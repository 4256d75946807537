package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatorMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CoordinatorMetrics metrics =
      new CoordinatorMetrics(registry, new QueueMetrics(registry));

  @ParameterizedTest
  @CsvSource({
    "heliograph_core_refused, heliograph_core_refused_requests_total",
    "heliograph_core_unstampable_events, heliograph_core_malformed_events_total",
    "heliograph_subscriptions_refused, heliograph_refused_subscriptions_total"
  })
  void shouldCountUnderTheFormerNameAsWellWhenAMetricWasRenamed(String former, String name) {
    for (int i = 1; i <= 3; i++) {
      metrics.refused(i);
      metrics.unstampable(i);
      metrics.subscriptions(50, i);
    }

    assertThat(registry.get(name).functionCounter().count()).isEqualTo(3);
    assertThat(registry.get(former).tag("owner", "all").gauge().value()).isEqualTo(3);
  }

  @Test
  void shouldShowTheLastFigureOfEachOwner() {
    metrics.store(7);
    metrics.store(2);

    assertThat(registry.get("heliograph_store_waiting_writes").gauge().value()).isEqualTo(2);
  }
}
