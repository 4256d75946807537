package io.heliograph.kit.error;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemMapperTest {
  private static final String SECRET = "password=1";

  private final ProblemMapper mapper = new ProblemMapper();

  /** A table of a service of its own. */
  private enum Own implements ErrorCode {
    TEAPOT;

    @Override
    public int status() {
      return 418;
    }

    @Override
    public String title() {
      return "teapot";
    }
  }

  @Test
  void shouldTellWhatAServiceThrowsWhenItIsAProblem() {
    try (Response answer = mapper.answer(new ProblemException(Own.TEAPOT, "it is \"short\""))) {
      assertThat(answer.getStatus()).isEqualTo(418);
      assertThat(answer.getMediaType()).hasToString("application/problem+json");
      assertThat(answer.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.getHeaderString("Retry-After")).isNull();
      assertThat(answer.getEntity())
          .isEqualTo(
              "{\"type\":\"about:blank\",\"title\":\"teapot\",\"status\":418,"
                  + "\"detail\":\"it is \\\"short\\\"\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({"400, 400", "404, 404", "405, 405", "406, 406", "413, 413", "415, 415", "402, 500"})
  void shouldAnswerWhatTheRouterRefusesWhenItIsOfTheTable(int thrown, int told) {
    Problem problem = ProblemMapper.problem(new WebApplicationException(SECRET, thrown));

    assertThat(problem.code().status()).isEqualTo(told);
    assertThat(problem.detail()).doesNotContain(SECRET);
  }

  @Test
  void shouldAskToComeBackWhenAServerIsAway() {
    for (Exception away :
        new Exception[] {
          new TimeoutException(SECRET),
          new ConnectException(SECRET),
          new ExecutionException(new UnknownTopicOrPartitionException(SECRET))
        }) {
      try (Response answer = mapper.answer(away)) {
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(answer.getEntity()).asString().doesNotContain(SECRET);
      }
    }
  }

  @Test
  void shouldHideTheReasonWhenTheFailureIsNotOurs() {
    for (Exception failure :
        new Exception[] {
          new IllegalStateException(SECRET),
          new ExecutionException(new RecordTooLargeException(SECRET))
        }) {
      Problem problem = ProblemMapper.problem(failure);

      assertThat(problem.code()).isEqualTo(CommonError.INTERNAL);
      assertThat(problem.detail()).isEqualTo("internal error, see the log of the service");
    }
  }
}
