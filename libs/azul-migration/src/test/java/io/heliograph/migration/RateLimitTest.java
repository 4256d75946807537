package io.heliograph.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void shouldNeverWaitWithoutALimit() {
    assertThat(new RateLimit(0, 0).after(1_000_000, 0)).isZero();
  }

  @Test
  void shouldSpreadRecordsOverTime() {
    RateLimit limit = new RateLimit(100, 0);

    assertThat(limit.after(50, 0)).isEqualTo(SECOND / 2);
    assertThat(limit.after(50, SECOND / 4)).isEqualTo(3 * SECOND / 4);
  }

  @Test
  void shouldNotMakeUpForIdleTime() {
    RateLimit limit = new RateLimit(100, 0);

    assertThat(limit.after(100, 60 * SECOND)).isEqualTo(SECOND);
  }
}
