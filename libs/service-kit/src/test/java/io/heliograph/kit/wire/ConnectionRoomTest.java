package io.heliograph.kit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionRoomTest {

  @ParameterizedTest
  @ValueSource(ints = {6, 50, 512, 3_584})
  void shouldHoldNoMoreThanThereIsRoomForAndAlwaysAFewOfEachPort(int connectionsMax) {
    ConnectionRoom room = new ConnectionRoom(connectionsMax);
    int[] taken = new int[3];
    for (int port = 0; port < taken.length; port++) {
      while (room.tryTake(taken[port] + 1)) {
        taken[port]++;
      }
      assertThat(taken[port]).isPositive();
    }

    assertThat(room.open())
        .isEqualTo(taken[0] + taken[1] + taken[2])
        .isLessThanOrEqualTo(connectionsMax);
    assertThat(taken[0]).isGreaterThanOrEqualTo(connectionsMax / 2);

    room.giveBack();
    assertThat(room.open()).isEqualTo(taken[0] + taken[1] + taken[2] - 1);
  }
}
