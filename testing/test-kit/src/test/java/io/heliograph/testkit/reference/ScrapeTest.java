package io.heliograph.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScrapeTest {
  private static final String ANSWER =
      """
      # HELP hub_work_seconds Time of work
      # TYPE hub_work_seconds histogram
      hub_work_seconds_bucket{path="/a,b=\\"c\\"",le="0.1"} 1
      hub_work_seconds_count{path="/a"} 1
      # HELP hub_work_seconds_max Time of work
      # TYPE hub_work_seconds_max gauge
      hub_work_seconds_max{path="/a"} 0.05
      # HELP hub_places_max Limit of places
      # TYPE hub_places_max gauge
      hub_places_max 7.0
      # HELP hub_silent_total\s
      # TYPE hub_silent_total counter
      hub_silent_total{b="1",a="2"} 7.0
      # HELP jvm_threads Threads
      # TYPE jvm_threads gauge
      jvm_threads 9
      """;

  @Test
  void shouldTellOurFamiliesWithTypesLabelsAndTexts() {
    assertThat(Scrape.families(ANSWER).values())
        .containsExactly(
            new MetricFamily("hub_places_max", "gauge", List.of(), "Limit of places"),
            new MetricFamily("hub_silent_total", "counter", List.of("a", "b"), ""),
            new MetricFamily("hub_work_seconds", "histogram", List.of("path"), "Time of work"));
  }

  @Test
  void shouldTellTheSameOfOpenMetrics() {
    String open =
        """
        # TYPE hub_silent counter
        # UNIT hub_silent bytes
        # HELP hub_silent Some
        hub_silent_total{a="2"} 7.0
        # EOF
        """;

    assertThat(Scrape.families(open).values())
        .containsExactly(new MetricFamily("hub_silent_total", "counter", List.of("a"), "Some"));
  }

  @Test
  void shouldReadTheRowThatItWrites() {
    MetricFamily ours = new MetricFamily("hub_x_bytes", "gauge", List.of("a", "b"), "Some bytes");
    MetricFamily azul = new MetricFamily("dispatcher_x_total", "counter", List.of(), "Some");

    assertThat(ours.row()).isEqualTo("| `hub_x_bytes` | gauge | bytes | `a`, `b` | Some bytes |\n");
    assertThat(azul.row()).isEqualTo("| `dispatcher_x_total` (Azul) | counter | - | - | Some |\n");
    assertThat(MetricFamily.parsed(ours.row().strip())).isEqualTo(ours);
    assertThat(MetricFamily.parsed(azul.row().strip())).isEqualTo(azul);
  }
}
