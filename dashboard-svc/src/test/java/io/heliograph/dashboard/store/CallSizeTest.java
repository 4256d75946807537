package io.heliograph.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CallSizeTest {

  @Test
  void shouldRefuseCallsThatLuaCannotHold() {
    assertThat(new CallSize(1_000, 1).messages()).isEqualTo(1_000);
    for (int messages : new int[] {0, 1_001}) {
      assertThatThrownBy(() -> new CallSize(messages, 1)).hasMessageContaining("1 to 1000");
    }
  }
}
