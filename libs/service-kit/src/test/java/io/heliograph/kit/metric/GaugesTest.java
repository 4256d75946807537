package io.heliograph.kit.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GaugesTest {
  private final CompositeMeterRegistry process = new CompositeMeterRegistry();

  /** What the process shows once its registry is added, as at the start of each application. */
  private double shown() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    process.add(registry);
    return registry.get("drift").gauge().value();
  }

  @Test
  void shouldShowTheValueOfThisApplicationWhenAFormerOneLeftItsGauge() {
    Gauges.register(process, "drift", "Drift", () -> 1);

    Gauges.register(process, "drift", "Drift", () -> 2);

    assertThat(shown()).isEqualTo(2);
  }

  /** The control: what the registry does by itself. */
  @Test
  void shouldShowTheFormerValueWhenGaugesAreRegisteredWithoutIt() {
    Gauge.builder("drift", new AtomicInteger(1), AtomicInteger::get)
        .strongReference(true)
        .register(process);
    Gauge.builder("drift", new AtomicInteger(2), AtomicInteger::get)
        .strongReference(true)
        .register(process);

    assertThat(shown()).isEqualTo(1);
  }
}
