package io.heliograph.dispatcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class LabelledCounterTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void shouldCountApartWhenLabelsDiffer() {
    LabelledCounter counter =
        new LabelledCounter(registry, "a_total", "All", 10, "plugin", "entity");

    counter.increment("p1", "binary");
    counter.add(4, "p2", "binary");
    counter.increment("p1", "binary");

    assertThat(count("p1")).isEqualTo(2);
    assertThat(count("p2")).isEqualTo(4);
  }

  @Test
  void shouldCountTogetherWhenTheBoundIsReached() {
    LabelledCounter counter =
        new LabelledCounter(registry, "a_total", "All", 2, "plugin", "entity");

    for (int plugin = 0; plugin < 100; plugin++) {
      counter.increment("p" + plugin, "binary");
    }

    assertThat(registry.getMeters()).hasSize(3);
    assertThat(count(LabelledCounter.OTHER)).isEqualTo(98);
  }

  @Test
  void shouldCountTogetherWhenLongValuesBeginAlike() {
    LabelledCounter counter =
        new LabelledCounter(registry, "a_total", "All", 10, "plugin", "entity");

    counter.increment("p".repeat(60_000), "binary");
    counter.increment("p".repeat(70_000), "binary");
    counter.increment("p".repeat(200), "binary");

    assertThat(registry.getMeters()).hasSize(2);
    assertThat(count("p".repeat(200) + "...")).isEqualTo(2);
  }

  @Test
  void shouldBeAGaugeWhenItsNameWouldGetASuffix() {
    new LabelledCounter(registry, "dispatcher_events_status_published", "Statuses", 2, "plugin")
        .increment("p");

    assertThat(registry.get("dispatcher_events_status_published").gauge().value()).isEqualTo(1);
  }

  private double count(String plugin) {
    return registry.get("a_total").tag("plugin", plugin).functionCounter().count();
  }
}
