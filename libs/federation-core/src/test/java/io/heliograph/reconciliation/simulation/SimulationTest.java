package io.heliograph.reconciliation.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The algorithm among partitions, kills, losses and liars. A seed that fails is named, and fails
 * again in the same way: {@link SimulationReport} runs it alone.
 */
class SimulationTest {
  private static final long CONVERGED_MILLIS_MAX = 120_000;
  private static final Map<String, Integer> HAPPENED = new ConcurrentSkipListMap<>();

  /** A run in which something never happens says nothing about it. */
  @AfterAll
  static void everythingHappened() {
    assertThat(HAPPENED)
        .containsKeys(
            "alert CHAIN_REPLACED",
            "alert DRIFT",
            "alert EPOCH_REGRESSION",
            "alert EPOCH_SKEW",
            "alert EQUIVOCATION",
            "alert EXCHANGE_FAILING",
            "alert EXCHANGE_REFUSED",
            "alert FOREIGN_AD",
            "alert PROVIDER_FORK",
            "applied",
            "cut",
            "heal",
            "killed",
            "published",
            "snapshots",
            "undone");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0, 1",
    "2, 1, 2",
    "3, 0, 3",
    "3, 1, 4",
    "3, 2, 5",
    "4, 2, 6",
    "5, 1, 7",
    "5, 2, 8",
    "7, 2, 9",
    "9, 3, 10",
    "12, 4, 11"
  })
  void shouldConvergeWhateverHappened(int instances, int liars, long seed) {
    Simulation.Result result = run(Scenario.small(seed, instances, liars));

    assertThat(result.convergenceMillis()).as("seed %d", seed).isLessThan(CONVERGED_MILLIS_MAX);
    assertThat(result.map()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(instances);
  }

  @Test
  void shouldConvergeWhenAHundredTakePart() {
    Simulation.Result result = run(Scenario.large(1, 97, 3));

    assertThat(result.convergenceMillis()).isLessThan(CONVERGED_MILLIS_MAX);
    assertThat(result.map()).hasSizeGreaterThan(20);
  }

  @Test
  void shouldRepeatARunWhenItsSeedIsGivenAgain() {
    Scenario scenario = Scenario.small(21, 3, 1);

    Simulation.Result once = new Simulation(scenario).run();
    Simulation.Result again = new Simulation(scenario).run();

    assertThat(again).isEqualTo(once);
  }

  /** Other keys put members, and whom they ask, in other orders. */
  @Test
  void shouldHaveOneResultWhateverTheOrderOfMembers() {
    List<Map<PeerId, Cid>> results = new ArrayList<>();
    for (int order = 0; order < 5; order++) {
      World world = new World(order, Scenario.small(order, 4, 0)::settings);
      List<VirtualInstance> instances = new ArrayList<>();
      List<PeerId> ids = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        VirtualInstance instance = new VirtualInstance(world, order + " i" + i, "source " + i);
        instances.add(instance);
        ids.add(instance.id());
      }
      Collections.shuffle(ids, new Random(order));
      world.members(ids);
      instances.forEach(VirtualInstance::start);
      for (int i = 0; i < 4; i++) {
        for (int ad = 0; ad <= i; ad++) {
          assertThat(instances.get(i).publish("c" + ad + " of " + i, false)).isTrue();
        }
      }
      while (world.time.step(VirtualTime.START + 120_000)) {
        // One thing after the other.
      }
      for (VirtualInstance instance : instances) {
        results.add(Simulation.mapOf(instance));
      }
    }

    assertThat(results).hasSize(20).allSatisfy(map -> assertThat(map).hasSize(4));
    assertThat(results.stream().distinct()).hasSize(1);
  }

  private static Simulation.Result run(Scenario scenario) {
    try {
      Simulation.Result result = new Simulation(scenario).run();
      result.counts().forEach((what, count) -> HAPPENED.merge(what, count, Integer::sum));
      System.out.println(result);
      return result;
    } catch (RuntimeException | AssertionError failed) {
      throw new AssertionError("seed " + scenario.seed(), failed);
    }
  }
}
