package io.heliograph.dispatcher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightBytesTest {
  @Test
  void shouldRefuseWhenThereIsNoRoomAndTakeNothingThen() {
    InFlightBytes bytes = new InFlightBytes(10);

    assertThat(bytes.tryTake(6)).isTrue();
    assertThat(bytes.tryTake(5)).isFalse();
    assertThat(bytes.taken()).isEqualTo(6);

    bytes.giveBack(6);
    assertThat(bytes.tryTake(10)).isTrue();
  }
}
