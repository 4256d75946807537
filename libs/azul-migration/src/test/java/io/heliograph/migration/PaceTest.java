package io.heliograph.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void shouldNeverWaitWithoutALimit() {
    assertThat(new Pace(0, 0).after(1_000_000, 0)).isZero();
  }

  @Test
  void shouldSpreadRecordsOverTime() {
    Pace pace = new Pace(100, 0);

    assertThat(pace.after(50, 0)).isEqualTo(SECOND / 2);
    assertThat(pace.after(50, SECOND / 4)).isEqualTo(3 * SECOND / 4);
  }

  @Test
  void shouldNotMakeUpForIdleTime() {
    Pace pace = new Pace(100, 0);

    assertThat(pace.after(100, 60 * SECOND)).isEqualTo(SECOND);
  }
}
