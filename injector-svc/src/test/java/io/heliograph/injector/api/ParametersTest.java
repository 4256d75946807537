package io.heliograph.injector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.kit.error.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  @Test
  void shouldReadANumberWhenItIsWithinItsBounds() {
    assertThat(Parameters.number("limit", "1000", 1, 1_000)).isEqualTo(1_000);
    assertThat(Parameters.number("after", "-1", -1, Long.MAX_VALUE)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "", "5x", "1e2", "99999999999999999999"})
  void shouldNameTheFieldTheRuleAndTheValueWhenItIsBad(String text) {
    assertThatThrownBy(() -> Parameters.number("limit", text, 1, 1_000))
        .isInstanceOf(ProblemException.class)
        .hasMessage("limit: must be an integer from 1 to 1000, found '" + text + "'");
  }

  @Test
  void shouldShowOnlyTheBeginningInOneLineWhenTheValueIsLong() {
    assertThatThrownBy(() -> Parameters.number("limit", "a\r\nb" + "x".repeat(9_000), 1, 9))
        .hasMessageContaining("found 'a??bxxx")
        .satisfies(problem -> assertThat(problem.getMessage()).hasSizeLessThan(120));
    assertThatThrownBy(() -> Parameters.text("parent", ""))
        .hasMessage("parent: must not be empty, found ''");
  }
}
