package io.heliograph.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisedThreadsTest {
  private static final Backoff SHORT = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));
  private static final Duration HANG = Duration.ofSeconds(30);

  private final VirtualClock clock = new VirtualClock();
  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
  private final SupervisedThreads threads = new SupervisedThreads(clock::nanos, fatal::add);
  private final List<SupervisedThread> started = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (SupervisedThread thread : started) {
      assertThat(thread.stop(HANG)).isTrue();
    }
    assertThat(threads.runningCount()).isZero();
  }

  private SupervisedThread start(SupervisedThread.Work work) {
    SupervisedThread thread = threads.start("work", SHORT, work);
    started.add(thread);
    return thread;
  }

  @Test
  void shouldBeginAgainWhateverTheWorkThrows() {
    AtomicInteger sessions = new AtomicInteger();
    start(
        turn -> {
          switch (sessions.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("unchecked");
            case 2 -> throw new java.io.IOException("checked");
            case 3 -> throw new InterruptedException("not by us");
            case 4 -> Thread.currentThread().interrupt();
            default -> turn.pause(HANG);
          }
        });

    await().atMost(HANG).until(() -> sessions.get() == 5);
    assertThat(threads.restarts("work")).isEqualTo(4);
    assertThat(fatal).isEmpty();
  }

  @Test
  void shouldEndTheProcessOnAnError() {
    AtomicBoolean thrown = new AtomicBoolean();
    start(
        turn -> {
          if (thrown.compareAndSet(false, true)) {
            throw new StackOverflowError("as if");
          }
          turn.pause(HANG);
        });

    await().atMost(HANG).until(() -> !fatal.isEmpty());
    assertThat(fatal).singleElement().isInstanceOf(StackOverflowError.class);
  }

  @Test
  void shouldAwaitAnAnswerButNotBeyondTheStop() throws InterruptedException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> never = new CompletableFuture<>();
    List<String> got = new CopyOnWriteArrayList<>();
    SupervisedThread thread =
        start(
            turn -> {
              got.add(turn.await(answer, HANG));
              turn.await(never, Duration.ofDays(1));
            });

    answer.complete("yes");

    await().atMost(HANG).untilAsserted(() -> assertThat(got).containsExactly("yes"));
    assertThat(thread.stop(HANG)).isTrue();
  }

  @Test
  void shouldReportAThreadThatDoesNotBeatAndForgetItWhenItDoes() {
    CountDownLatch blocked = new CountDownLatch(1);
    AtomicBoolean beats = new AtomicBoolean();
    start(
        turn -> {
          blocked.await();
          while (turn.pause(Duration.ofMillis(1))) {
            beats.set(true);
          }
        });
    assertThat(threads.silent()).isEmpty();

    clock.advance(Duration.ofSeconds(61));
    assertThat(threads.silent()).containsExactly("work");

    blocked.countDown();
    await().atMost(HANG).until(() -> beats.get() && threads.silent().isEmpty());
  }

  @Test
  void shouldBeatWhileItBacksOff() {
    Backoff endless = new Backoff(Duration.ofDays(1), Duration.ofDays(2));
    AtomicInteger sessions = new AtomicInteger();
    SupervisedThread thread =
        threads.start(
            "work",
            endless,
            turn -> {
              sessions.incrementAndGet();
              throw new IllegalStateException("the dependency is away");
            });
    started.add(thread);
    await().atMost(HANG).until(() -> threads.restarts("work") == 1);

    clock.advance(Duration.ofSeconds(61));

    await().atMost(HANG).until(() -> threads.silent().isEmpty());
    assertThat(sessions).hasValue(1);
  }

  /** With pauses that double from a millisecond the thirtieth beginning is days away. */
  @Test
  void shouldPauseEverLongerWhileNothingIsDoneAndBrieflyWhenSomethingWas() {
    Backoff doubling = new Backoff(Duration.ofMillis(1), Duration.ofDays(365));
    AtomicInteger idle = new AtomicInteger();
    AtomicInteger busy = new AtomicInteger();
    started.add(
        threads.start(
            "idle",
            doubling,
            turn -> {
              idle.incrementAndGet();
              throw new IllegalStateException("it never begins");
            }));
    await().atMost(HANG).until(() -> idle.get() >= 3);
    started.add(
        threads.start(
            "busy",
            doubling,
            turn -> {
              busy.incrementAndGet();
              turn.progressed();
              throw new IllegalStateException("it ends each time");
            }));

    await().atMost(HANG).until(() -> busy.get() >= 200);

    assertThat(idle).hasValueLessThan(30);
  }

  @Test
  void shouldPauseBrieflyAgainWhenTheWorkRanForAMinute() {
    Backoff doubling = new Backoff(Duration.ofMillis(1), Duration.ofDays(365));
    AtomicInteger sessions = new AtomicInteger();
    started.add(
        threads.start(
            "steady",
            doubling,
            turn -> {
              sessions.incrementAndGet();
              clock.advance(Duration.ofMinutes(1));
              throw new IllegalStateException("it ends each time");
            }));

    await().atMost(HANG).until(() -> sessions.get() >= 200);
  }

  @Test
  void shouldWakeTheWorkWhenItShallStop() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch wakeUp = new CountDownLatch(1);
    SupervisedThread thread =
        threads.start(
            "work",
            turn -> {
              turn.onStop(wakeUp::countDown);
              waiting.countDown();
              wakeUp.await();
            });
    waiting.await();

    assertThat(thread.stop(HANG)).isTrue();
    assertThat(threads.restarts("work")).isZero();
    assertThat(threads.runningCount()).isZero();
  }

  @Test
  void shouldRepeatATaskThatFailsNowAndThen() {
    AtomicInteger runs = new AtomicInteger();
    started.add(
        threads.every(
            "task",
            Duration.ofMillis(1),
            turn -> {
              if (runs.incrementAndGet() % 3 == 0) {
                throw new IllegalStateException("one in three");
              }
            }));

    await().atMost(HANG).until(() -> runs.get() >= 7);
    assertThat(threads.restarts("task")).isGreaterThanOrEqualTo(2);
  }
}
