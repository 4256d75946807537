package io.heliograph.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.limit.ByteBudget.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);

  @Test
  void shouldRefuseWhatDoesNotFitAndTakeNothingThen() {
    Share first = budget.tryTake(60).orElseThrow();

    assertThat(budget.tryTake(41)).isEmpty();
    assertThat(first.tryGrow(41)).isFalse();
    assertThat(budget.taken()).isEqualTo(60);
    assertThat(budget.takeUpTo(70).held()).isEqualTo(40);
    assertThat(budget.takeUpTo(1).held()).isZero();
  }

  @Test
  void shouldGiveBackOnceHoweverOftenAShareIsClosed() {
    Share share = budget.tryTake(60).orElseThrow();
    Share other = budget.tryTake(30).orElseThrow();

    share.close();
    share.close();

    assertThat(budget.taken()).isEqualTo(30);
    assertThat(share.tryGrow(1)).isFalse();
    share.force(50);
    assertThat(budget.taken()).isEqualTo(30);
    assertThat(other.held()).isEqualTo(30);
  }

  @Test
  void shouldCountWhatIsForcedBeyondTheBound() {
    Share share = budget.tryTake(90).orElseThrow();

    share.force(60);

    assertThat(budget.taken()).isEqualTo(150);
    assertThat(budget.tryTake(1)).isEmpty();
    share.shrink(149);
    assertThat(budget.tryTake(99)).isPresent();
    share.shrink(1_000);
    assertThat(budget.taken()).isEqualTo(99);
  }

  @Test
  void shouldRefuseWithoutOverflow() {
    Share share = budget.tryTake(1).orElseThrow();
    ByteBudget endless = new ByteBudget(Long.MAX_VALUE);
    assertThat(endless.tryTake(Long.MAX_VALUE)).isPresent();

    assertThat(endless.tryTake(1)).isEmpty();
    assertThat(share.tryGrow(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void shouldBeEmptyAgainWhenThreadsCompete() {
    List<Runnable> holders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      holders.add(
          () -> {
            for (int round = 0; round < 20_000; round++) {
              try (Share share = budget.takeUpTo(ThreadLocalRandom.current().nextInt(60))) {
                boolean unused = share.tryGrow(7);
                share.shrink(3);
                assertThat(budget.taken()).isBetween(0L, 100L);
              }
            }
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      holders.stream()
          .map(threads::submit)
          .toList()
          .forEach(one -> assertThat(one).succeedsWithin(java.time.Duration.ofMinutes(1)));
    }

    assertThat(budget.taken()).isZero();
  }
}
