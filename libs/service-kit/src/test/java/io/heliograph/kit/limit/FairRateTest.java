package io.heliograph.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On a virtual clock. */
class FairRateTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private long now = -5 * SECOND;
  private FairRate rate = rate(100, 100);

  private FairRate rate(int perSecond, int perSecondOfEach) {
    return new FairRate(new FairRate.Limits(perSecond, perSecondOfEach, 1_000), () -> now);
  }

  private int take(String name, int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += rate.tryTake(name) ? 1 : 0;
    }
    return taken;
  }

  /** What each gets when it asks so often a second for so long. */
  private Map<String, Integer> run(Map<String, Integer> perSecond, int seconds) {
    Map<String, Integer> taken = new HashMap<>();
    Map<String, Double> asked = new HashMap<>();
    for (int milli = 0; milli < seconds * 1_000; milli++) {
      now += MILLI;
      perSecond.forEach(
          (name, often) -> {
            double sum = asked.merge(name, often / 1_000.0, Double::sum);
            if (sum >= 1) {
              asked.put(name, sum - (int) sum);
              taken.merge(name, take(name, (int) sum), Integer::sum);
            }
          });
    }
    return taken;
  }

  @Test
  void shouldLeaveRoomForOthersWhenOneTakesAllItCan() {
    assertThat(take("greedy", 1_000)).isEqualTo(50);

    assertThat(rate.tryTake("other")).isTrue();
  }

  @Test
  void shouldGiveTheWholeRateWhenOnlyOneTakes() {
    take("greedy", 1_000);

    assertThat(run(Map.of("greedy", 1_000), 10).get("greedy")).isBetween(990, 1_010);
  }

  @Test
  void shouldNeverGiveMoreThanTheRateInAllWhenManyTake() {
    Map<String, Integer> all = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      all.put("n" + i, 100);
    }

    int sum = run(all, 10).values().stream().mapToInt(Integer::intValue).sum();

    assertThat(sum).isBetween(990, 1_100);
  }

  @Test
  void shouldNeverGiveOneMoreThanItsRateWhenThereIsMoreInAll() {
    rate = rate(100, 10);

    assertThat(take("greedy", 1_000)).isEqualTo(10);
    assertThat(run(Map.of("greedy", 1_000), 10).get("greedy")).isBetween(99, 101);
  }

  @Test
  void shouldGiveASmallTakerAllItAsksForWhenSeveralTakeAllTheyCan() {
    Map<String, Integer> taken =
        run(Map.of("a", 1_000, "b", 1_000, "c", 500, "d", 2_000, "small", 5), 20);

    assertThat(taken.get("small")).isEqualTo(100);
    for (String greedy : new String[] {"a", "b", "c", "d"}) {
      assertThat(taken.get(greedy)).as(greedy).isBetween(450, 520);
    }
  }

  @Test
  void shouldServeANewcomerAtOnceWheneverItComes() {
    Random random = new Random(14);
    for (int round = 0; round < 200; round++) {
      for (int i = 0; i < 4; i++) {
        take("greedy" + i, random.nextInt(100));
      }
      now += random.nextLong(SECOND);
      for (int i = 0; i < 4; i++) {
        take("greedy" + i, random.nextInt(100));
      }

      assertThat(rate.tryTake("newcomer" + round)).as("round %d", round).isTrue();
    }
  }

  @Test
  void shouldRememberNobodyWhenAllIsPaid() {
    for (int i = 0; i < 50; i++) {
      take("n" + i, 1);
    }
    assertThat(rate.holders()).isEqualTo(50);

    now += 2 * SECOND;
    take("last", 1);

    assertThat(rate.holders()).isEqualTo(1);
  }

  @Test
  void shouldStayBoundedWhenEveryNameIsNew() {
    int most = 0;
    for (int i = 0; i < 100_000; i++) {
      now += MILLI;
      take("n" + i, 1);
      most = Math.max(most, rate.holders());
    }

    assertThat(most).isLessThan(1_000);
  }

  @Test
  void shouldGiveANewOneNothingWhenAsManyAreRemembered() {
    rate = new FairRate(new FairRate.Limits(100, 100, 2), () -> now);

    assertThat(take("a", 1) + take("b", 1)).isEqualTo(2);
    assertThat(rate.tryTake("c")).isFalse();
    assertThat(rate.tryTake("a")).isTrue();
  }

  @Test
  void shouldGiveOneAtATimeWhenTheRateIsOne() {
    rate = rate(1, 1);

    assertThat(take("a", 5)).isEqualTo(1);
    now += SECOND;
    assertThat(take("a", 5)).isEqualTo(1);
  }

  @Test
  void shouldGiveNothingWhenARateIsZero() {
    rate = rate(0, 100);
    assertThat(rate.tryTake("a")).isFalse();

    rate = rate(100, 0);
    assertThat(rate.tryTake("a")).isFalse();
  }

  @Test
  void shouldRefuseLimitsBelowZero() {
    assertThatThrownBy(() -> new FairRate.Limits(-1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
