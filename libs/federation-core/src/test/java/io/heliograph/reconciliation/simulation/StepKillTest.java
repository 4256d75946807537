package io.heliograph.reconciliation.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that dies before or after any single step: clock and epoch never fall, no clock has two
 * snapshots, chains have no gaps, and everything arrives all the same.
 */
class StepKillTest {
  private static final List<String> STEPS =
      List.of(
          "AskSelf",
          "FetchHead",
          "FetchSnapshot",
          "LookUpAds",
          "Commit",
          "FindAd",
          "FetchProviderHead",
          "ApplyAd",
          "UndoAd",
          "LockSelf",
          "SignSnapshot",
          "StoreSnapshot",
          "CommitSnapshot",
          "Poke");

  static Stream<String> steps() {
    List<String> steps = new ArrayList<>();
    STEPS.forEach(
        step -> {
          steps.add("before " + step);
          steps.add("after " + step);
        });
    steps.add("publish");
    return steps.stream();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void shouldGoOnWhereItWasWhenKilled(String step) {
    int killed = 0;
    for (int times = 1; times <= 4; times++) {
      String what = step + ", time " + times;
      Simulation simulation =
          new Simulation(
              new Scenario(times, 2, 0, 0, 0, 200), Set.of(Liar.Trick.HONEST, Liar.Trick.FORK));
      simulation.world.chaos.killAt(step, times);
      try {
        simulation.start();
        simulation.advance(6_000);
        // Whoever starts again asks the others what they saw of it.
        simulation.honest.forEach(VirtualInstance::kill);
        simulation.honest.forEach(VirtualInstance::start);
        for (int i = 0; i < 20; i++) {
          simulation.advance(3_000);
          for (VirtualInstance instance : simulation.honest) {
            boolean unused = instance.publish();
          }
        }
        simulation.advance(30_000);
        simulation.calm();
        long unused = simulation.converge();
      } catch (RuntimeException | AssertionError failed) {
        throw new AssertionError("killed " + what, failed);
      }
      killed += simulation.world.chaos.hasKilled() ? 1 : 0;
      assertThat(simulation.honest)
          .as(what)
          .allSatisfy(one -> assertThat(one.database.providers).containsKey(one.source).hasSize(3));
    }
    assertThat(killed).as("kills %s", step).isPositive();
  }
}
