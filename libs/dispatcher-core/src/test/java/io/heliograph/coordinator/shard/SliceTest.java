package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceTest {
  private static final long MILLI = 1_000_000;
  private static final int MANY = 100_000;

  private long nanos = -MILLI;

  /** How many records are looked at until it is over. */
  private int records(int recordsMax, long bytes, long nanosOfEach) {
    Slice slice = new Slice(recordsMax, 20 * MILLI, () -> nanos);
    int records = 0;
    while (!slice.isOver() && records < MANY) {
      records++;
      nanos += nanosOfEach;
      slice.looked(bytes);
    }
    return records;
  }

  @Test
  void shouldEndAfterItsRecordsWhenTheyAreCheap() {
    assertThat(records(4_096, 300, 100)).isEqualTo(4_096);
  }

  @Test
  void shouldEndAfterItsTimeWhenLargeRecordsAreExpensive() {
    assertThat(records(4_096, 1_000_000, 5 * MILLI)).isEqualTo(4);
  }

  @Test
  void shouldEndSoonAfterItsTimeWhenSmallRecordsAreExpensive() {
    assertThat(records(4_096, 300, 5 * MILLI)).isLessThanOrEqualTo(16);
  }

  @Test
  void shouldLookAtOneWhenThatTakesLongerThanAll() {
    assertThat(records(4_096, 1_000_000, 500 * MILLI)).isEqualTo(1);
    assertThat(records(1, 10, 0)).isEqualTo(1);
  }
}
