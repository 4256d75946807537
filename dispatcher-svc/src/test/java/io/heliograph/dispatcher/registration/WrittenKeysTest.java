package io.heliograph.dispatcher.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.registration.WrittenKeys.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrittenKeysTest {
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final long KEY_BYTES = 128 + 2;

  private final WrittenKeys keys = new WrittenKeys(new WrittenKeys.Limits(KEPT, PAUSE, 3, 10_000));
  private long nanos;

  private Verdict take(String key, long bytes) {
    return keys.take(key, bytes, nanos);
  }

  @Test
  void shouldLetAKeyThroughOncePerPause() {
    assertThat(take("k1", 10)).isEqualTo(Verdict.WRITE);
    assertThat(keys.isDue("k1", nanos)).isFalse();
    assertThat(take("k1", 10)).isEqualTo(Verdict.PAUSED);

    nanos += PAUSE.toNanos();

    assertThat(keys.isDue("k1", nanos)).isTrue();
    assertThat(take("k1", 10)).isEqualTo(Verdict.WRITE);
    assertThat(keys.bytes()).isEqualTo(KEY_BYTES + 10);
  }

  @Test
  void shouldRefuseNewKeysUntilRedisHasForgottenOldOnes() {
    assertThat(take("k1", 1)).isEqualTo(Verdict.WRITE);
    nanos += PAUSE.toNanos();
    assertThat(take("k2", 1)).isEqualTo(Verdict.WRITE);
    assertThat(take("k3", 1)).isEqualTo(Verdict.WRITE);
    for (int at = 4; at < 1_000; at++) {
      assertThat(take("k" + at, 1)).isEqualTo(Verdict.FULL);
    }
    assertThat(take("k1", 1)).as("a key that is known").isEqualTo(Verdict.WRITE);

    nanos += KEPT.toNanos();

    assertThat(take("k4", 1)).isEqualTo(Verdict.WRITE);
    assertThat(keys.bytes()).isEqualTo(KEY_BYTES + 1);
  }

  @Test
  void shouldRefuseWhenTheBytesOfAllAreMany() {
    assertThat(take("k1", 9_000)).isEqualTo(Verdict.WRITE);
    assertThat(take("k2", 900)).isEqualTo(Verdict.FULL);
    assertThat(take("k2", 600)).isEqualTo(Verdict.WRITE);
    nanos += PAUSE.toNanos();

    assertThat(take("k1", 9_200)).as("a known key that grew").isEqualTo(Verdict.FULL);
    assertThat(take("k1", 100)).isEqualTo(Verdict.WRITE);
    assertThat(keys.bytes()).isEqualTo(2 * KEY_BYTES + 700);
  }

  @Test
  void shouldTryAgainSoonWhenAWriteFailed() {
    assertThat(take("k1", 1)).isEqualTo(Verdict.WRITE);

    keys.retryAfter("k1", nanos, Duration.ofSeconds(5));

    nanos += Duration.ofSeconds(4).toNanos();
    assertThat(keys.isDue("k1", nanos)).isFalse();
    nanos += Duration.ofSeconds(1).toNanos();
    assertThat(take("k1", 1)).isEqualTo(Verdict.WRITE);
  }
}
