package io.heliograph.dashboard.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayLineTest {
  private static final long LATEST_MILLIS = 1_900_000_000_000L;

  private static ReplayLine parse(String at, String topic) {
    return ReplayLine.parse(
        "{\"at\": " + at + ", \"topic\": " + topic + ", \"message\": {}}", 3, LATEST_MILLIS);
  }

  @ParameterizedTest
  @CsvSource({
    "1900000000.001, at is over an hour ahead",
    "2111377503, at is over an hour ahead",
    "4102444801, at is not a time in seconds of the years",
    "1e18, at is not a time in seconds of the years",
    "9999999999999999999999, at is not a time in seconds of the years",
    "-1, at is not a time in seconds of the years",
    "-0.5, at is not a time in seconds of the years",
    "true, at is not a time in seconds",
    "null, at is not a time in seconds",
    "[], at is not a time in seconds"
  })
  void shouldNameLineFieldRuleAndValueWhenATimeIsBad(String at, String rule) {
    assertThatThrownBy(() -> parse(at, "\"misp_json\""))
        .isInstanceOfSatisfying(
            ProblemException.class,
            bad -> {
              assertThat(bad.code()).isEqualTo(CommonError.INVALID_REQUEST);
              assertThat(bad.detail()).startsWith("line 3: " + rule).contains(", found '");
            });
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1900000000, 1900000000000", "1714521600.25, 1714521600250"})
  void shouldTakeATimeUpToTheLastThatKafkaTakes(String at, long millis) {
    assertThat(parse(at, "\"misp_json\"").epochMillis()).isEqualTo(millis);
  }

  @Test
  void shouldQuoteTheBeginningOnlyWhenAValueIsLong() {
    assertThatThrownBy(() -> parse("0", "\"" + "t".repeat(201) + "\""))
        .hasMessage("line 3: topic has over 200 characters, found '" + "t".repeat(40) + "...'");
  }

  @Test
  void shouldRefuseAMessageThatKafkaWouldNotCarry() {
    String large = "{\"at\": 0, \"topic\": \"t\", \"raw\": \"" + "x".repeat(16 << 20) + "\"}";

    assertThatThrownBy(() -> ReplayLine.parse(large, 1, LATEST_MILLIS))
        .hasMessageStartingWith("line 1: has a message of over 16777216 bytes");
  }
}
