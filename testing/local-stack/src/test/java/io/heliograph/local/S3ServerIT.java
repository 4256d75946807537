package io.heliograph.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class S3ServerIT {

  private static final Duration GREETING_LIMIT = Duration.ofSeconds(1);

  @Test
  void shouldAnswerOnlyWhenNotPausedAndComeBackWhenKilled() {
    try (LocalStack stack = LocalStack.start(LocalStack.options().s3())) {
      S3Server s3 = stack.s3();
      assertThat(ServerKind.S3.answers(s3.port(), GREETING_LIMIT)).isTrue();

      s3.pause();
      assertThat(ServerKind.S3.answers(s3.port(), GREETING_LIMIT)).isFalse();
      s3.resume();
      await().until(() -> ServerKind.S3.answers(s3.port(), GREETING_LIMIT));

      s3.kill();
      assertThat(ServerKind.S3.answers(s3.port(), GREETING_LIMIT)).isFalse();
      s3.restart();
      assertThat(ServerKind.S3.answers(s3.port(), GREETING_LIMIT)).isTrue();
    }
  }
}
