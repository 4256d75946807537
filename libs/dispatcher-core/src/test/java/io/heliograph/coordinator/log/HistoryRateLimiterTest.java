package io.heliograph.coordinator.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryRateLimiterTest {
  private static final long SECOND = 1_000;
  private static final int PER_SECOND = 1_000_000;
  private static final int CHUNK = 100_000;

  /** On the wall; the other clock counts from elsewhere. */
  private long now = 1_800_000_000_000L;

  private long wentBack;
  private final HistoryRateLimiter pace = pace(PER_SECOND);

  private HistoryRateLimiter pace(long bytesPerSecond) {
    return new HistoryRateLimiter(
        bytesPerSecond, () -> now + wentBack - 1_700_000_000_000L, () -> now);
  }

  /** Reads chunks one after the other for that long; the bytes that came. */
  private long read(long millis) {
    long end = now + millis;
    long bytes = 0;
    while (true) {
      now += Math.max(1, pace.admit(CHUNK));
      if (now > end) {
        return bytes;
      }
      bytes += CHUNK;
    }
  }

  @Test
  void shouldNotWaitWhenNobodyIsServedLive() {
    assertThat(pace.admit(Integer.MAX_VALUE)).isZero();
    assertThat(pace.admit(Integer.MAX_VALUE)).isZero();
  }

  @Test
  void shouldKeepThePaceWhenNewEventsAreHandedOut() {
    pace.handedOut(now);

    assertThat(read(SECOND - 1)).isBetween(9L * CHUNK, 12L * CHUNK);
  }

  @Test
  void shouldNotSaveUpWhenItRestedForLong() {
    pace.handedOut(now);
    long unused = pace.admit(CHUNK);
    now += 100 * SECOND;
    pace.handedOut(now);

    assertThat(read(SECOND - 1)).isBetween(9L * CHUNK, 12L * CHUNK);
  }

  @Test
  void shouldShareThePaceWhenSeveralRead() {
    pace.handedOut(now);

    long first = pace.admit(PER_SECOND / 2);
    long second = pace.admit(PER_SECOND / 2);

    assertThat(first).isEqualTo(300);
    assertThat(second).isEqualTo(800);
  }

  @Test
  void shouldComeNearerWhenMuchIsPublished() {
    for (int second = 0; second < 3; second++) {
      pace.published(5L * PER_SECOND);
      now += SECOND;
    }
    pace.handedOut(now);

    assertThat(read(SECOND - 1)).isGreaterThan(2 * 5L * PER_SECOND);
  }

  @Test
  void shouldForgetWhatWasPublishedWhenItStops() {
    pace.published(500L * PER_SECOND);
    now += 10 * SECOND;
    pace.handedOut(now);
    now += SECOND / 2;
    pace.handedOut(now);
    now += SECOND / 2;
    pace.handedOut(now);

    assertThat(read(SECOND - 1)).isLessThan(100L * PER_SECOND);
  }

  @Test
  void shouldEndItsPaceWhenTheLastNewEventIsASecondAgo() {
    pace.handedOut(now);
    now += SECOND;

    assertThat(pace.admit(100L * PER_SECOND)).isZero();
  }

  @Test
  void shouldNotCountAsLiveWhenTheEventHasWaitedForItsPlugin() {
    pace.handedOut(now - 11 * SECOND);

    assertThat(pace.admit(100L * PER_SECOND)).isZero();
  }

  @Test
  void shouldNotWaitForTheWallClockWhenItGoesBack() {
    pace.handedOut(now);
    long unused = pace.admit(CHUNK);

    now -= 3_600 * SECOND;
    wentBack = 3_600 * SECOND;
    pace.handedOut(now);

    assertThat(pace.admit(CHUNK)).isLessThan(SECOND);
  }

  @Test
  void shouldNeverWaitWhenThereIsNoLimit() {
    HistoryRateLimiter unlimited = pace(0);
    unlimited.handedOut(now);

    assertThat(unlimited.admit(100L * PER_SECOND)).isZero();
  }
}
