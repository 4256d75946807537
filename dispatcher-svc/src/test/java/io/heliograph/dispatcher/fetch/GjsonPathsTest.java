package io.heliograph.dispatcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.dispatcher.error.HubException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GjsonPathsTest {
  private static final String EVENT =
      """
      {"action":"sourced","flags":{"expedite":false},"list":[],"none":null,"zero":0,
      "entity":{"features":[{"name":"tag","value":"x"}]}}""";

  private final GjsonPaths paths = new GjsonPaths();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "action",
        "zero",
        "entity",
        "entity.features.#(name==\"tag\")",
        "entity.features.#(name==\"tag\")#",
        "..#(action==\"sourced\")"
      })
  void shouldKeepWhenThePathFindsSomething(String path) {
    assertThat(rejection(path)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nope",
        "none",
        "flags.expedite",
        "list",
        "entity.features.#(name==\"other\")#",
        "entity.features.#(name==",
        "[action"
      })
  void shouldRejectWhenThePathFindsNothing(String path) {
    assertThat(rejection(path)).isEqualTo("FilterGjson-reject_filter");
  }

  @Test
  void shouldCountApartWhenTheWorkIsTooMuch() {
    String doubling = "[@this,@this]|".repeat(30) + "0";

    assertThat(rejection(doubling)).isEqualTo("FilterGjson-limit");
  }

  @Test
  void shouldRefuseWhenThePathIsTooLong() {
    assertThatThrownBy(() -> paths.compile("a".repeat(2049)))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("filter");
  }

  @Test
  void shouldCompileOnceWhenThePathComesAgain() {
    EventFilter first = paths.compile("action");

    assertThat(paths.compile("action")).isSameAs(first);
  }

  @Test
  void shouldForgetThePathThatWasAskedForLeastLately() {
    EventFilter first = paths.compile("first");
    EventFilter second = paths.compile("second");
    for (int more = 0; more < GjsonPaths.KEPT_MAX - 1; more++) {
      paths.compile("more" + more);
      assertThat(paths.compile("second")).isSameAs(second);
    }

    assertThat(paths.compile("first")).isNotSameAs(first);
  }

  private String rejection(String path) {
    return paths
        .compile(path)
        .rejection(Facts.binary().headers(), EVENT.getBytes(StandardCharsets.UTF_8));
  }
}
