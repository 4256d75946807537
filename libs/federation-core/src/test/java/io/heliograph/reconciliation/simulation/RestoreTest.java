package io.heliograph.reconciliation.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.multiformat.Cid;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is set back, or lost, must not look like a lie (federation.md, 0.5). */
class RestoreTest {
  private static final int SNAPSHOTS = 50;

  /** One of the members says that it saw an absurd clock. */
  private final Simulation simulation =
      new Simulation(new Scenario(5, 3, 0, 0, 0, 200), Set.of(Liar.Trick.HONEST));

  private final VirtualInstance restored = simulation.honest.getFirst();

  @BeforeEach
  void begin() {
    simulation.start();
    simulation.advance(10_000);
    publish(3);
    long unused = simulation.converge();
  }

  @Test
  void shouldAlertNobodyWhenADatabaseIsRestoredFromFiftySnapshotsAgo() {
    MemoryDatabase backup = restored.database.copy();
    publish(SNAPSHOTS);
    long unused = simulation.converge();
    Cid newest = ownNewest();
    long vc = restored.database.self.vc();
    assertThat(vc).isGreaterThanOrEqualTo(backup.self.vc() + SNAPSHOTS);

    restored.restore(backup);
    simulation.advance(60_000);
    unused = simulation.converge();

    assertThat(ownNewest()).isEqualTo(newest);
    assertThat(restored.database.self.vc()).isBetween(vc + 1, vc + 100);
    publish(1);
    unused = simulation.converge();
    assertThat(alerts()).isEmpty();
  }

  @Test
  void shouldAlertNobodyWhenOnlyTheKeyIsLeft() {
    publish(10);
    long unused = simulation.converge();
    Cid newest = ownNewest();
    long vc = restored.database.self.vc();

    restored.restore(new MemoryDatabase(restored.id(), simulation.world.oracle));
    simulation.advance(60_000);
    unused = simulation.converge();

    assertThat(ownNewest()).isEqualTo(newest);
    assertThat(restored.database.self.vc()).isBetween(vc + 1, vc + 100);
    assertThat(alerts()).isEmpty();
  }

  private void publish(int times) {
    for (int i = 0; i < times; i++) {
      simulation.advance(1_500);
      assertThat(restored.publish()).isTrue();
    }
  }

  private Cid ownNewest() {
    return restored.database.providers.get(restored.source).last();
  }

  private Map<String, Integer> alerts() {
    Map<String, Integer> counts = simulation.world.oracle.counts();
    counts.keySet().removeIf(what -> !what.startsWith("alert"));
    return counts;
  }
}
