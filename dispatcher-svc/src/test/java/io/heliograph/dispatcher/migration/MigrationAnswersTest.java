package io.heliograph.dispatcher.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.error.HubException;
import io.heliograph.migration.MigrationException;
import io.heliograph.migration.MigrationException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationAnswersTest {
  @ParameterizedTest
  @CsvSource({
    "INVALID, 422, 0",
    "FORBIDDEN, 403, 0",
    "NOT_FOUND, 404, 0",
    "CONFLICT, 409, 0",
    "UNAVAILABLE, 503, 1"
  })
  void shouldAnswerEveryReasonAsTheContractSays(Reason reason, int status, int retryAfterSeconds) {
    HubException answer = MigrationResource.answer(new MigrationException(reason, "from: because"));

    assertThat(answer.code().status()).isEqualTo(status);
    assertThat(answer.detail()).isEqualTo("from: because");
    assertThat(answer.retryAfterSeconds()).isEqualTo(retryAfterSeconds);
  }
}
