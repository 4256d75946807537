package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimersTest {
  private static final class One extends Timers.Timed {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldBehaveAsANaiveMapWhenSetMovedAndCancelledAtRandom(long seed) {
    Random random = new Random(seed);
    Timers<One> timers = new Timers<>();
    Map<One, Long> model = new HashMap<>();
    List<One> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(new One());
    }

    for (int step = 0; step < 20_000; step++) {
      One one = all.get(random.nextInt(all.size()));
      long at = random.nextInt(1_000);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          timers.set(one, at);
          model.put(one, at);
        }
        case 2 -> {
          timers.cancel(one);
          model.remove(one);
        }
        default -> expectDue(timers, model, at / 4);
      }
      assertThat(timers.size()).isEqualTo(model.size());
    }
    expectDue(timers, model, Long.MAX_VALUE);
    assertThat(timers.size()).isZero();
  }

  private static void expectDue(Timers<One> timers, Map<One, Long> model, long now) {
    long last = Long.MIN_VALUE;
    One due = timers.nextDue(now);
    while (due != null) {
      long at = model.remove(due);
      assertThat(at).isBetween(last, now);
      last = at;
      due = timers.nextDue(now);
    }
    assertThat(model.values()).allSatisfy(at -> assertThat(at).isGreaterThan(now));
  }
}
