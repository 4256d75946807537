package io.heliograph.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MethodLabelsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  MethodLabelsTest() {
    registry.config().meterFilter(new MethodLabels());
  }

  @Test
  void shouldBeOneSeriesWhenAClientMakesMethodsUp() {
    for (int at = 0; at < 1_000; at++) {
      registry.counter("http.server.requests", "method", "MADE" + at, "status", "404").increment();
    }
    registry.counter("http.server.requests", "method", "GET", "status", "200").increment();
    registry.counter("of.ours", "method", "MADE").increment();

    assertThat(registry.getMeters()).hasSize(3);
    assertThat(registry.get("http.server.requests").tag("method", "other").counter().count())
        .isEqualTo(1_000);
    assertThat(registry.get("http.server.requests").tag("method", "GET").counter().count()).isOne();
    assertThat(registry.get("of.ours").tag("method", "MADE").counter().count()).isOne();
  }
}
