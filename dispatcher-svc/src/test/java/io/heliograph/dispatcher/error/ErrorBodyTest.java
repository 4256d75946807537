package io.heliograph.dispatcher.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorBodyTest {
  @Test
  void shouldHaveFourMembersWhenThereAreNoParameters() {
    byte[] body = ErrorBody.of(new HubException(ErrorCode.NOT_FOUND, "not found"));

    assertThat(new String(body, UTF_8))
        .isEqualTo(
            "{\"status\":\"404\",\"title\":\"not found\",\"detail\":\"not found\","
                + "\"error_enum\":\"ErrorStringEnumUnset\"}");
  }

  @Test
  void shouldCarryParametersInOrderWhenTheyAreGiven() {
    byte[] body =
        ErrorBody.of(
            new HubException(
                ErrorCode.ALL_EVENTS_FILTERED, "x", Map.of("b", "2", "a", "1\"\n"), 0));

    assertThat(new String(body, UTF_8))
        .endsWith(
            "\"error_enum\":\"ErrorStringEnumAllEventsFiltered\","
                + "\"error_params\":{\"a\":\"1\\\"\\n\",\"b\":\"2\"}}");
  }

  @Test
  void shouldSayThatThereIsNoCauseWhenTheDetailIsEmpty() {
    assertThat(new HubException(ErrorCode.INTERNAL, "").detail()).isEqualTo("no error provided");
  }

  @Test
  void shouldHideTheReasonWhenTheFailureIsNotOurs() {
    HubException told = ErrorAnswers.of(new IllegalStateException("password=1"));

    assertThat(told.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(told.detail()).isEqualTo("no error provided");
  }
}
