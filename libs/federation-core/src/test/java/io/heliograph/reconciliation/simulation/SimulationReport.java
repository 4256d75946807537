package io.heliograph.reconciliation.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Prints what runs of the simulator take: {@code SimulationReport [INSTANCES LIARS [SEED [RUNS]]]}.
 */
public final class SimulationReport {
  private static final int LARGE = 20;

  private SimulationReport() {}

  /** Runs and prints. */
  public static void main(String[] arguments) {
    List<Integer> numbers = new ArrayList<>();
    for (String argument : arguments) {
      numbers.add(Integer.parseInt(argument));
    }
    int instances = numbers.isEmpty() ? 5 : numbers.get(0);
    int liars = numbers.size() < 2 ? 1 : numbers.get(1);
    long seed = numbers.size() < 3 ? 1 : numbers.get(2);
    int runs = numbers.size() < 4 ? 1 : numbers.get(3);
    for (int i = 0; i < runs; i++) {
      Scenario scenario =
          instances > LARGE
              ? Scenario.large(seed + i, instances, liars)
              : Scenario.small(seed + i, instances, liars);
      try {
        System.out.println(new Simulation(scenario).run());
      } catch (RuntimeException | AssertionError failed) {
        throw new IllegalStateException("seed " + scenario.seed(), failed);
      }
    }
  }
}
