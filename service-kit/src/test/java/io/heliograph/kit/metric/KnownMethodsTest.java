package io.heliograph.kit.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class KnownMethodsTest {
  @Test
  void shouldCountInventedMethodsAsOneAndKnownOnesEach() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(new KnownMethods());

    for (int i = 0; i < 1_000; i++) {
      registry.counter("http.server.requests", "method", "X" + i, "status", "404").increment();
    }
    registry.counter("http.server.requests", "method", "GET", "status", "404").increment();
    registry.counter("others", "method", "X1").increment();

    assertThat(registry.getMeters()).hasSize(3);
    assertThat(registry.counter("http.server.requests", "method", "OTHER", "status", "404").count())
        .isEqualTo(1_000);
  }
}
