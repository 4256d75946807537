package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class IngestStatusTest {
  private final VirtualClock clock = new VirtualClock();
  private final IngestStatus status = new IngestStatus(clock);

  private void pass(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void shouldBeStartingForSomeSecondsOnlyWhenNothingIsCountedYet() {
    assertThat(status.starting()).isTrue();
    status.missing("kafka: no topic hub.misp");
    pass(9);
    assertThat(status.starting()).isTrue();
    pass(2);

    assertThat(status.starting()).isFalse();
    assertThat(status.state().counting()).isFalse();
  }

  @Test
  void shouldNeverBeStartingAgainWhenItCountedOnce() {
    pass(1);
    status.counting();
    pass(1);
    status.missing("redis: OOM");

    assertThat(status.starting()).isFalse();
  }

  @Test
  void shouldTellTheFirstMomentAndTheLastReasonWhenSeveralFollow() {
    status.counting();
    pass(5);
    Instant first = clock.instant();
    status.missing("redis: no answer within 10000 ms");
    pass(5);
    status.missing("redis: OOM command not allowed");
    status.stopped();

    assertThat(status.state().since()).isEqualTo(first);
    assertThat(status.state().missing()).isEqualTo("redis: OOM command not allowed");
    status.counting();
    assertThat(status.state().missing()).isNull();
  }

  @Test
  void shouldNameRedisOrKafkaWhenEitherFailsHoweverDeep() {
    RedisFailedException redis =
        new RedisFailedException("OOM command not allowed", new ExecutionException(null));

    assertThat(RedisFailedException.missing(new KafkaException("where to begin", redis)))
        .isEqualTo("redis: OOM command not allowed");
    assertThat(RedisFailedException.missing(new KafkaException("no broker")))
        .isEqualTo("kafka: org.apache.kafka.common.KafkaException: no broker");
  }

  @Test
  void shouldBeginWithTheStateOfRedisWhenItsScriptWasRefused() {
    String error =
        "ERR [0] Error running script (call to f_e4ae): @user_script:521: -OOM command not allowed";

    assertThat(new RedisFailedException(error, new ExecutionException(null)))
        .hasMessage("redis: OOM command not allowed");
  }
}
