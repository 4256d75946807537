package io.heliograph.injector.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryPlanTest {
  private static final long MIB = 1 << 20;

  @Test
  void shouldGiveWhatIsAskedForWhenTheHeapOfTheLauncherHasRoom() {
    // What the serial collector leaves of -Xmx512m.
    MemoryPlan plan = new MemoryPlan(494 * MIB);

    assertThat(plan.inserts(192 * MIB)).isEqualTo(192 * MIB);
    assertThat(plan.childrenOfOneEvent(16 * MIB)).isEqualTo(16 * MIB);
  }

  @Test
  void shouldGiveLessWhenTheHeapIsSmall() {
    MemoryPlan plan = new MemoryPlan(247 * MIB);

    long inserts = plan.inserts(192 * MIB);
    long children = plan.childrenOfOneEvent(64 * MIB);
    assertThat(inserts).isBetween(8 * MIB, 64 * MIB);
    assertThat(children).isBetween(8 * MIB, 31 * MIB);
    assertThat(new MemoryPlan(260 * MIB).inserts(192 * MIB)).isGreaterThan(inserts);
  }

  @Test
  void shouldRefuseToStartWhenNothingUsefulFits() {
    assertThatThrownBy(() -> new MemoryPlan(128 * MIB))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("heap: at least ")
        .hasMessageContaining("found 128 MiB")
        .hasMessageContaining("inserts 16 MiB");
  }
}
