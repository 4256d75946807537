package io.heliograph.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The section of a module in {@code docs/metrics.md} names what the code names, with its
 * descriptions. That types and labels are those that are exposed is shown by an integration test,
 * see {@link MetricCatalogue#hold}.
 */
public abstract class MetricRules {
  /** What the exposition adds to names of counters and timers. */
  private static final List<String> SUFFIXES = List.of("", "_total", "_seconds");

  private final String module;
  private final String title;

  /**
   * The rules of one module.
   *
   * @param module its folder
   * @param title of its section of the catalogue
   */
  protected MetricRules(String module, String title) {
    this.module = module;
    this.title = title;
  }

  /** No metric is without a row. */
  @Test
  protected void shouldHaveARowForEveryMetricThatTheCodeNames() {
    Set<String> catalogued = MetricCatalogue.committed().rows(title).keySet();
    List<String> missing =
        Literals.of(module).stream()
            .filter(text -> Scrape.OURS.matcher(text).matches())
            .filter(name -> SUFFIXES.stream().noneMatch(end -> catalogued.contains(name + end)))
            .toList();
    assertThat(missing).as("docs/metrics.md, section %s, lacks", title).isEmpty();
    assertThat(catalogued).isNotEmpty();
  }

  /** No row is of a metric that is gone, or says what the code does not. */
  @Test
  protected void shouldNameOnlyMetricsAndDescriptionsOfTheCode() {
    Set<String> texts = Literals.of(module);
    assertThat(MetricCatalogue.committed().rows(title).values())
        .allSatisfy(
            family -> {
              assertThat(texts).as("names").containsAnyElementsOf(names(family.name()));
              assertThat(texts).as("descriptions").contains(family.text());
            });
  }

  private static Set<String> names(String exposed) {
    return SUFFIXES.stream()
        .filter(exposed::endsWith)
        .map(end -> exposed.substring(0, exposed.length() - end.length()))
        .collect(Collectors.toSet());
  }
}
