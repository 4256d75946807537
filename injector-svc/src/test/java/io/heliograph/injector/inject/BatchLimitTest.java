package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchLimitTest {
  private static final long FAST = 20_000_000;
  private static final long SLOW = 300_000_000;

  @Test
  void shouldHalveWhenTransactionsAreSlowAndGrowWhenTheyAreFast() {
    BatchLimit limit = new BatchLimit(500);

    limit.committed(500, SLOW);
    assertThat(limit.now()).isEqualTo(250);
    limit.committed(250, SLOW);
    limit.committed(125, SLOW);
    limit.committed(62, SLOW);
    assertThat(limit.now()).as("where the children are not what costs").isEqualTo(50);
    for (int i = 0; i < 20; i++) {
      limit.committed(limit.now(), FAST);
    }
    assertThat(limit.now()).isEqualTo(500);
  }

  @Test
  void shouldComeDownToOneChildWhenTransactionsFail() {
    BatchLimit limit = new BatchLimit(500);
    for (int i = 0; i < 20; i++) {
      limit.failed();
    }

    assertThat(limit.now()).isEqualTo(1);
    limit.committed(1, SLOW);
    assertThat(limit.now()).isEqualTo(1);
    limit.committed(1, FAST);
    assertThat(limit.now()).isEqualTo(2);
  }
}
