package io.heliograph.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two replicas of the real coordinator on logs in memory and virtual time, with everything that may
 * happen to them. A seed that fails is named, and fails again in the same step.
 */
class ClusterScheduleTest {
  private static final int STEPS = 3_000;
  private static final Logger QUIET = Logger.getLogger("io.heliograph.coordinator");
  private static final Map<String, Integer> HAPPENED = new ConcurrentSkipListMap<>();

  @BeforeAll
  static void logNothing() {
    QUIET.setLevel(Level.OFF);
  }

  /** A schedule in which something never happens says nothing about it. */
  @AfterAll
  static void everythingHappened() {
    QUIET.setLevel(null);
    assertThat(HAPPENED)
        .containsKeys(
            "acknowledged",
            "answer failed",
            "cancelled",
            "claims",
            "delivered again",
            "fenced",
            "fetch lost",
            "frozen",
            "hold",
            "killed",
            "partition offline",
            "rebalance",
            "reset",
            "restore pause",
            "retries",
            "status FOREIGN",
            "status LATE",
            "thawed");
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 9, 107, 217, 364})
  void shouldKeepItsPromisesWhateverHappens(long seed) throws Exception {
    Run run = new Run(seed);

    Thread.ofVirtual().start(run).join();

    assertThat(run.failure).as("seed %d, step %d", seed, run.step).isNull();
    run.happened.forEach((kind, count) -> HAPPENED.merge(kind, count, Integer::sum));
  }

  /** On a virtual thread, as its loops are: to hand over to them costs little. */
  private static final class Run implements Runnable {
    private final long seed;
    private volatile @Nullable Throwable failure;
    private volatile int step;
    private volatile Map<String, Integer> happened = Map.of();

    Run(long seed) {
      this.seed = seed;
    }

    @Override
    public void run() {
      ClusterSchedule schedule = new ClusterSchedule(seed);
      try {
        schedule.run(STEPS);
      } catch (RuntimeException | Error failed) {
        failure = failed;
      }
      step = schedule.step();
      happened = schedule.oracle().counts();
    }
  }
}
