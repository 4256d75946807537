package io.heliograph.coordinator.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.state.Unstored.Urgent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** While Kafka is away, what waits for it does not grow without end. */
class UrgentWritesTest {
  private static final int MAX = 100;

  private final UrgentWrites writes = new UrgentWrites(MAX);
  private final List<Urgent> taken = new ArrayList<>();

  private CompletableFuture<Void> add() {
    return writes.add(List.of(), null);
  }

  @Test
  void shouldRefuseWhatIsTooMuchAlsoWhenTheStoreHasTakenTheOthers() {
    for (int i = 0; i < MAX; i++) {
      assertThat(add()).isNotDone();
      writes.takeTo(taken);
    }

    assertThat(add()).isCompletedExceptionally();
    assertThat(writes.outstanding()).isEqualTo(MAX);
    assertThat(taken).hasSize(MAX);
    assertThat(add().handle((none, why) -> why).join()).isInstanceOf(BusyException.class);
  }

  @Test
  void shouldHaveRoomAgainWhenOneIsWrittenOrFails() {
    for (int i = 0; i < MAX; i++) {
      var unused = add();
    }
    writes.takeTo(taken);
    taken.get(0).written().complete(null);
    taken.get(1).written().completeExceptionally(new IllegalStateException("it cannot be written"));

    assertThat(writes.outstanding()).isEqualTo(MAX - 2);
    assertThat(add()).isNotDone();
    assertThat(add()).isNotDone();
    assertThat(add()).isCompletedExceptionally();
  }

  @Test
  void shouldNeverRefuseWhatATakeOverWaitsFor() {
    for (int i = 0; i < MAX; i++) {
      var unused = add();
    }

    assertThat(writes.add(List.of(), new Taking(TestPartitions.PARTITION, 1))).isNotDone();
    assertThat(add()).isCompletedExceptionally();
  }
}
