package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.content.ContentException;
import io.heliograph.content.ContentException.Reason;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "BAD_HASH, BAD_PATH",
    "UNKNOWN_PLACE, NOT_FOUND",
    "EMPTY, NO_CONTENT",
    "HASH_MISMATCH, SHA256_MISMATCH",
    "TOO_LARGE, TOO_LARGE",
    "UNREADABLE, BODY_UNREADABLE",
    "BUSY, OVERLOADED",
    "FULL, STORE_FULL",
    "FAILED, COPY_FAILED"
  })
  void shouldAnswerEveryReasonAsTheContractSays(Reason reason, ErrorCode code) {
    ContentException refused = new ContentException(reason, "because", 7);

    HubException answer = ContentErrors.of(new CompletionException(refused), ErrorCode.COPY_FAILED);

    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.detail()).isEqualTo("because");
    assertThat(answer.retryAfterSeconds()).isEqualTo(7);
  }

  @Test
  void shouldTellNothingOfTheInsideWhenTheStoreFails() {
    IOException inside = new IOException("/secret/place: No space left on device");

    HubException answer = ContentErrors.of(new CompletionException(inside));

    assertThat(answer.code()).isEqualTo(ErrorCode.STORE_FULL);
    assertThat(answer.detail()).isEqualTo("the content store is full");
    assertThat(ContentErrors.of(new IOException("/secret"), ErrorCode.DELETE_FAILED).detail())
        .isEqualTo("the content store failed");
  }

  @Test
  void shouldPassOnWhatIsAnAnswerAlready() {
    HubException absent = new HubException(ErrorCode.NOT_FOUND, "not found");

    assertThat(ContentErrors.of(new CompletionException(absent), ErrorCode.DELETE_FAILED))
        .isSameAs(absent);
    assertThatThrownBy(
            () ->
                ContentErrors.orRefuse(
                    () -> {
                      throw new ContentException(Reason.BAD_HASH, "the hash");
                    }))
        .isInstanceOfSatisfying(
            HubException.class, told -> assertThat(told.code()).isEqualTo(ErrorCode.BAD_PATH));
  }
}
