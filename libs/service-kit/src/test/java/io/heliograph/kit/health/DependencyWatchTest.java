package io.heliograph.kit.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.kit.health.DependencyWatch.State;
import io.heliograph.kit.thread.SupervisedThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DependencyWatchTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
  private static final Duration LIMIT = Duration.ofMillis(20);

  private Instant now = START;
  private Supplier<CompletionStage<String>> answer = () -> CompletableFuture.completedStage("one");
  private final DependencyWatch<String> watch =
      new DependencyWatch<>("redis", () -> answer.get(), LIMIT, () -> now);

  private State<String> asked(int second) throws InterruptedException {
    now = START.plusSeconds(second);
    watch.ask();
    return watch.state();
  }

  @Test
  void shouldBeNeitherReachableNorAwayBeforeItWasAsked() {
    assertThat(watch.state().reachable()).isFalse();
    assertThat(watch.state().away()).isFalse();
  }

  @Test
  void shouldKnowSinceWhenTheServerIsReachableOrAwayAndWhatItSaidLast() throws Exception {
    assertThat(asked(1)).isEqualTo(new State<>(true, START.plusSeconds(1), null, "one"));
    assertThat(asked(2)).isEqualTo(new State<>(true, START.plusSeconds(1), null, "one"));

    answer = () -> CompletableFuture.failedStage(new CompletionException(new Exception("gone")));
    assertThat(asked(3)).isEqualTo(new State<>(false, START.plusSeconds(3), "gone", "one"));
    assertThat(asked(4)).isEqualTo(new State<>(false, START.plusSeconds(3), "gone", "one"));
    assertThat(watch.state().away()).isTrue();

    answer = () -> CompletableFuture.completedStage("two");
    assertThat(asked(5)).isEqualTo(new State<>(true, START.plusSeconds(5), null, "two"));
  }

  @Test
  void shouldTakeAServerThatDoesNotAnswerInTimeForAway() throws Exception {
    answer = CompletableFuture::new;

    assertThat(asked(1).reason()).isEqualTo("no answer within 20 ms");
  }

  @Test
  void shouldTakeAQuestionThatCannotBeAskedForAwayAndBoundItsReason() throws Exception {
    answer =
        () -> {
          throw new IllegalStateException("x".repeat(1_000));
        };

    assertThat(asked(1).reason()).isEqualTo("x".repeat(200));
  }

  @Test
  void shouldAskAtOnceAndAgainUntilItIsStopped() {
    AtomicInteger questions = new AtomicInteger();
    answer =
        () -> {
          questions.incrementAndGet();
          return CompletableFuture.completedStage("one");
        };
    SupervisedThreads threads = new SupervisedThreads();

    watch.start(threads, Duration.ofMillis(1));

    await().until(() -> questions.get() >= 3);
    assertThat(watch.state().reachable()).isTrue();
    watch.requestStop();
    await().until(() -> threads.runningCount() == 0);
  }
}
