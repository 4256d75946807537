package io.heliograph.coordinator.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PinnedBytesTest {
  private static final long BUDGET = 128L << 20;

  private final PinnedBytes pinned = new PinnedBytes(BUDGET);

  @Test
  void shouldLeaveRoomForOneMoreHoweverManyTakeAllTheyGet() {
    for (int answer = 0; answer < 60; answer++) {
      long granted = pinned.reserve(Long.MAX_VALUE);

      assertThat(granted).isBetween(4_096L, BUDGET / 8);
      assertThat(pinned.current()).isLessThanOrEqualTo(BUDGET);
    }
  }

  @Test
  void shouldNeverGiveMoreThanThereIs() {
    long given = 0;
    for (long granted = pinned.reserve(1 << 20); granted > 0; granted = pinned.reserve(1 << 20)) {
      given += granted;
    }

    assertThat(given).isEqualTo(BUDGET);
    pinned.unpin(100);
    assertThat(pinned.reserve(1 << 20)).isEqualTo(100);
  }

  @Test
  void shouldGiveWhatIsAskedWhenThereIsPlenty() {
    assertThat(pinned.reserve(5_000)).isEqualTo(5_000);
    assertThat(pinned.reserve(BUDGET)).isEqualTo((BUDGET - 5_000) / 8);
  }
}
