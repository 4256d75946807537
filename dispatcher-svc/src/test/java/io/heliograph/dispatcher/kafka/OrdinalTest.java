package io.heliograph.dispatcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdinalTest {
  @ParameterizedTest
  @CsvSource({
    "dispatcher-0, 0",
    "dispatcher-12, 12",
    "hub-2-dispatcher-1, 1",
    "dispatcher, 0",
    "12, 0",
    "dispatcher-6b7f9c-x2k4l, 0",
    "dispatcher-48721, 0",
    "dispatcher-007, 0",
    "'', 0"
  })
  void shouldTakeTheNumberOfThePodWhenNoneIsSet(String hostname, int ordinal) {
    assertThat(Ordinal.of(OptionalInt.empty(), hostname)).isEqualTo(new Ordinal(ordinal));
  }

  @Test
  void shouldTakeTheOneThatIsSetAheadOfThePod() {
    assertThat(Ordinal.of(OptionalInt.of(3), "dispatcher-1")).isEqualTo(new Ordinal(3));
    assertThat(Ordinal.of(OptionalInt.empty(), null)).isEqualTo(new Ordinal(0));
  }

  @Test
  void shouldRefuseNegativeOrdinals() {
    assertThatThrownBy(() -> Ordinal.of(OptionalInt.of(-1), "dispatcher-1"))
        .hasMessage("hub.cluster.ordinal must be at least 0, not -1");
  }
}
