package io.heliograph.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

/** The catalogue of metrics in {@code docs/metrics.md}, one section per module. */
public final class MetricCatalogue {
  /** The section of what every service exposes. */
  static final String COMMON = "Every service";

  private final Committed file;

  /** The catalogue in that file. */
  MetricCatalogue(Committed file) {
    this.file = file;
  }

  /** The catalogue of the project. */
  static MetricCatalogue committed() {
    return new MetricCatalogue(Committed.of("docs/metrics.md"));
  }

  /**
   * Compares what a service exposes with its section: every metric of ours has a row, with that
   * type, these labels and its description. Rows of what this service does not expose yet, such as
   * failures that did not occur, stay as they are.
   *
   * @param module folder of the service
   * @param title of its section
   * @param test the class that asks
   * @param answer of {@code /metrics}
   */
  public static void hold(String module, String title, Class<?> test, String answer) {
    committed().holdSection(title, answer, Committed.command(module, test));
  }

  /** Compares an answer with that section and the one of every service. */
  void holdSection(String title, String answer, String command) {
    Map<String, MetricFamily> exposed = Scrape.families(answer);
    assertThat(exposed).as("metrics of ours").isNotEmpty();
    assertThat(exposed.values())
        .allSatisfy(family -> assertThat(family.text()).as("HELP of " + family).isNotEmpty());
    Map<String, MetricFamily> common = rows(COMMON);
    Map<String, MetricFamily> own = rows(title);
    exposed.forEach((name, family) -> (common.containsKey(name) ? common : own).put(name, family));
    file.holdSection(COMMON, table(common), command);
    file.holdSection(title, table(own), command);
  }

  /** The rows of a section by the name of the metric. */
  Map<String, MetricFamily> rows(String title) {
    Map<String, MetricFamily> rows = new TreeMap<>();
    file.section(title)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(MetricFamily::parsed)
        .forEach(family -> rows.put(family.name(), family));
    return rows;
  }

  private static String table(Map<String, MetricFamily> rows) {
    StringBuilder table =
        new StringBuilder("\n| metric | type | unit | labels | meaning |\n|---|---|---|---|---|\n");
    rows.values().forEach(family -> table.append(family.row()));
    return table.append('\n').toString();
  }
}
