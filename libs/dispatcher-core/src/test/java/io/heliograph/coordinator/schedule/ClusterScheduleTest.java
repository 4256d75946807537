package io.heliograph.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two replicas of the real coordinator, with everything that may happen to them, on logs in memory
 * and virtual time.
 */
class ClusterScheduleTest {
  private static final int STEPS = 3_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void shouldKeepItsPromisesWhateverHappens(long seed) throws Exception {
    Run run = new Run(seed);
    Thread thread = Thread.ofVirtual().start(run);
    thread.join();

    assertThat(run.failure).as("seed %d", seed).isNull();
  }

  private static final class Run implements Runnable {
    private final long seed;
    private Throwable failure;

    Run(long seed) {
      this.seed = seed;
    }

    @Override
    public void run() {
      ClusterSchedule schedule = null;
      long begun = System.nanoTime();
      try {
        schedule = new ClusterSchedule(seed);
        schedule.run(STEPS);
      } catch (Throwable failed) {
        failure = failed;
      }
      long now = System.nanoTime();
      System.out.println(
          ((now - begun) / 1000000)
              + " ms "
              + "seed "
              + seed
              + (schedule == null
                  ? ""
                  : " step "
                      + schedule.step()
                      + ' '
                      + schedule.oracle().counts()
                      + " switches "
                      + schedule.switches()));
    }
  }
}
