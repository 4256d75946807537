package io.heliograph.testkit.reference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricCatalogueTest {
  private static final String HEAD =
      """

      | metric | type | unit | labels | meaning |
      |---|---|---|---|---|
      """;
  private static final String CATALOGUE =
      "# Metrics\n\n## Every service\n"
          + HEAD
          + "| `hub_common` | gauge | - | - | Common |\n\n## Door\n"
          + HEAD
          + "| `hub_failures_total` | counter | - | `kind` | Rare failures |\n"
          + "| `hub_opened_total` | counter | - | `by` | Times opened |\n\n## End\n";
  private static final String EXPOSED =
      """
      # HELP hub_common Common
      # TYPE hub_common gauge
      hub_common 1
      # HELP hub_opened_total Times opened
      # TYPE hub_opened_total counter
      hub_opened_total{by="a"} 1
      """;

  @TempDir private Path folder;
  private MetricCatalogue catalogue;

  @BeforeEach
  void write() throws IOException {
    Path path = folder.resolve("metrics.md");
    Files.writeString(path, CATALOGUE);
    catalogue = new MetricCatalogue(Committed.of(path.toString()));
  }

  private void hold(String answer) {
    catalogue.holdSection("Door", answer, "mvn command");
  }

  @Test
  void shouldAcceptARowOfWhatIsNotExposedYet() {
    assertThatCode(() -> hold(EXPOSED)).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseWhatTheCatalogueDoesNotSay() {
    refuses("# HELP hub_new New\n# TYPE hub_new gauge\nhub_new 1\n" + EXPOSED, "hub_new");
    refuses(EXPOSED.replace("Times opened", "Times"), "Times |");
    refuses(EXPOSED.replace("by=", "of="), "`of`");
    refuses(EXPOSED.replace("hub_common gauge", "hub_common counter"), "counter");
  }

  private void refuses(String answer, String part) {
    assertThatThrownBy(() -> hold(answer))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("mvn command", part);
  }

  @Test
  void shouldRefuseAMetricWithoutADescription() {
    assertThatThrownBy(() -> hold(EXPOSED.replace(" Times opened", " ")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("HELP of")
        .hasMessageContaining("hub_opened_total");
  }
}
