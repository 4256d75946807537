package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the core through random schedules on a virtual clock and compares every step with {@link
 * SubscriptionModel}. A failure names the seed: {@code -Dheliograph.seed=N} runs that schedule
 * alone.
 */
class ShardModelTest {
  private static final int STEPS = 10_000;

  /** A status after a crash that names an attempt beyond its lane of the error queue. */
  private static final long LATE_STATUS_OF_A_RETRY = 27_875_242_471_954L;

  private static final String SEED_PROPERTY = "heliograph.seed";

  @TestFactory
  Stream<DynamicTest> shouldBehaveAsTheModelOverRandomSchedules() {
    LongStream seeds =
        System.getProperty(SEED_PROPERTY) == null
            ? LongStream.of(1, 2, 3, LATE_STATUS_OF_A_RETRY, System.nanoTime())
            : LongStream.of(Long.getLong(SEED_PROPERTY));
    return seeds.mapToObj(
        seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  ShardSchedule schedule = new ShardSchedule(seed);
                  try {
                    schedule.run(STEPS);
                    schedule.drain();
                  } catch (AssertionError | RuntimeException failure) {
                    throw new AssertionError(
                        "seed " + seed + ", step " + schedule.step() + ": " + failure.getMessage(),
                        failure);
                  }
                }));
  }

  @Test
  void shouldExerciseEveryKindOfStepInOneSchedule() {
    ShardSchedule schedule = new ShardSchedule(42);
    schedule.run(STEPS);
    assertThat(schedule.counts()).allSatisfy((kind, count) -> assertThat(count).isPositive());
    assertThat(schedule.counts())
        .containsKeys(
            "redelivered", "given up", "retried", "crash", "late status", "forged status");
  }
}
