package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HoldsTest {
  private static final TopicPartition ONE = new TopicPartition("t", 1);
  private static final TopicPartition TWO = new TopicPartition("t", 2);
  private static final long SECOND = 1_000_000_000;

  @Test
  void shouldHoldLongerWithEachFailureInARowUpToTheBound() {
    Holds holds = new Holds(Duration.ofSeconds(1), Duration.ofSeconds(3));

    holds.hold(ONE, 0);
    assertThat(holds.isHeld(ONE, SECOND - 1)).isTrue();
    assertThat(holds.isHeld(TWO, 0)).isFalse();
    assertThat(holds.held(SECOND)).isEmpty();
    holds.hold(ONE, SECOND);
    assertThat(holds.held(3 * SECOND - 1)).containsExactly(ONE);
    holds.hold(ONE, 3 * SECOND);
    assertThat(holds.held(6 * SECOND - 1)).containsExactly(ONE);
    assertThat(holds.held(6 * SECOND)).isEmpty();

    holds.done(ONE);
    holds.hold(ONE, 0);
    assertThat(holds.held(SECOND)).isEmpty();
  }
}
