package io.heliograph.coordinator.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.coordinator.fetch.EventSource.RunningFetch;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a fetch ends, its client is answered and nothing of it is kept. */
class FetchSessionTest {
  private static final long BYTES_MAX = 1_000_000;
  private static final long FAR_MILLIS = 300_000;

  private final TestFetches test = new TestFetches(BYTES_MAX);

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void shouldKeepNothingOfFinishedFetchesWhenTheirDeadlineIsFar() throws Exception {
    List<WeakReference<Object>> finished = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      test.produce("{\"event\":" + i + "}");
      RunningFetch fetch = test.fetch("reader", i % 2 == 0, 1, FAR_MILLIS);
      FetchedBatch batch = TestFetches.await(fetch);
      assertThat(batch.events()).hasSize(1);
      batch.answered();
      finished.add(new WeakReference<>(fetch));
      finished.add(new WeakReference<>(batch));
    }
    RunningFetch waiting = test.fetch("idle", true, 1_000, FAR_MILLIS);
    WeakReference<RunningFetch> stillWaiting = new WeakReference<>(waiting);
    waiting = null;

    await().untilAsserted(() -> assertThat(test.load().fetchTimers()).isEqualTo(1));
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(finished).allSatisfy(one -> assertThat(one.get()).isNull());
            });
    assertThat(stillWaiting.get()).isNotNull();
    assertThat(test.fetches.runningCount()).isEqualTo(1);
    test.fetches.drain();
    await().untilAsserted(() -> assertThat(test.load().fetchTimers()).isZero());
  }

  @Test
  void shouldKeepNoTimerWhenTheClientGoesAway() throws Exception {
    List<RunningFetch> fetches = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      fetches.add(test.fetch("reader", true, 10, FAR_MILLIS));
    }
    await().untilAsserted(() -> assertThat(test.load().fetchTimers()).isEqualTo(50));

    fetches.forEach(RunningFetch::cancel);

    await().untilAsserted(() -> assertThat(test.load().fetchTimers()).isZero());
    assertThat(test.fetches.runningCount()).isZero();
  }

  @Test
  void shouldAnswerAtItsDeadline() throws Exception {
    RunningFetch fetch = test.fetch("reader", true, 10, 1_000);
    await().untilAsserted(() -> assertThat(test.load().fetchTimers()).isEqualTo(1));
    test.nowMillis.addAndGet(1_000);

    assertThat(TestFetches.await(fetch).events()).isEmpty();
  }

  @Test
  void shouldFailAndGoOnWhenAFilterEndsInAnError() throws Exception {
    test.produce("{}", "{}");
    RunningFetch fetch =
        test.fetch(
            "reader",
            true,
            10,
            0,
            (headers, json) -> {
              throw new StackOverflowError("in a filter");
            });

    assertThatThrownBy(() -> TestFetches.await(fetch))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(StackOverflowError.class);
    // The owner's thread answers before it tells.
    await()
        .untilAsserted(
            () -> assertThat(test.failures).hasAtLeastOneElementOfType(StackOverflowError.class));
    assertThat(test.fetches.runningCount()).isZero();
    assertThat(test.pinned.current()).isZero();
    assertThat(test.read("other", true, 10)).hasSize(2);
  }

  @Test
  void shouldFailWhenTheSubscriptionCannotBeLookedUp() {
    test.directory =
        (spec, reset) -> {
          throw new IllegalStateException("no directory");
        };

    RunningFetch fetch = test.fetch("reader", true, 10, FAR_MILLIS);

    assertThatThrownBy(() -> TestFetches.await(fetch)).hasRootCauseMessage("no directory");
    assertThat(test.fetches.runningCount()).isZero();
  }

  @Test
  void shouldAnswerWithNothingWhenTheHubStopsWhileTheSubscriptionIsMade() throws Exception {
    test.directory = (spec, reset) -> new CompletableFuture<>();
    RunningFetch fetch = test.fetch("reader", true, 10, FAR_MILLIS);

    test.fetches.drain();

    FetchedBatch batch = TestFetches.await(fetch);
    assertThat(batch.events()).isEmpty();
    batch.answered();
    assertThat(test.fetches.runningCount()).isZero();
  }

  @Test
  void shouldRefuseWhenTheSubscriptionIsNeverMade() throws Exception {
    test.directory = (spec, reset) -> new CompletableFuture<>();
    RunningFetch fetch = test.fetch("reader", true, 10, 1_000);
    await().untilAsserted(() -> assertThat(test.load().fetchTimers()).isEqualTo(1));

    test.nowMillis.addAndGet(30_000);

    assertThatThrownBy(() -> TestFetches.await(fetch))
        .hasStackTraceContaining("the subscription is still being created");
    assertThat(test.fetches.runningCount()).isZero();
  }

  @Test
  void shouldGiveEverythingBackWhenTheLastStepThrows() throws Exception {
    test.produce("{}");
    test.gate =
        () -> {
          throw new IllegalStateException("no gate");
        };

    RunningFetch fetch = test.fetch("reader", true, 10, 0);

    assertThatThrownBy(() -> TestFetches.await(fetch)).hasRootCauseMessage("no gate");
    assertThat(test.fetches.runningCount()).isZero();
    assertThat(test.pinned.current()).isZero();
    test.gate = () -> true;
    assertThat(test.read("reader", true, 10)).hasSize(1);
  }

  @Test
  void shouldReleaseOnceHoweverOftenItIsToldWhatBecameOfTheAnswer() throws Exception {
    test.produce("{}", "{}");
    RunningFetch fetch = test.fetch("reader", false, 1, 0);
    FetchedBatch batch = TestFetches.await(fetch);
    assertThat(batch.events()).hasSize(1);
    assertThat(test.pinned.current()).isPositive();

    batch.failed();
    batch.answered();
    fetch.cancel();
    batch.failed();

    assertThat(test.read("reader", false, 10)).as("the first word counts").hasSize(2);
    assertThat(test.pinned.current()).isZero();
    assertThat(test.fetches.runningCount()).isZero();
  }

  @Test
  void shouldLeaveOutARecordThatIsNoEvent() throws Exception {
    test.produce("{\"a\":1}", "no event", "{\"dequeued\":oh}", "{\"b\":2}");

    List<String> events = test.read("reader", true, 10);

    assertThat(events).hasSize(2);
    assertThat(events.getFirst()).startsWith("{\"a\":1,\"dequeued\":");
    assertThat(events.getLast()).startsWith("{\"b\":2,\"dequeued\":");
    assertThat(test.fetches.unstampableCount()).isEqualTo(2);
  }

  @Test
  void shouldStillServeOthersWhenManyAnswersAreNotRead() throws Exception {
    String[] events = new String[2_000];
    Arrays.fill(events, "{\"x\":\"" + "y".repeat(1_000) + "\"}");
    test.produce(events);
    List<FetchedBatch> unread = new ArrayList<>();
    for (int reader = 0; reader < 25; reader++) {
      FetchedBatch batch = TestFetches.await(test.fetch("reader-" + reader, false, 2_000, 0));
      assertThat(batch.events()).isNotEmpty();
      long bytes = batch.events().stream().mapToLong(event -> event.length).sum();
      assertThat(bytes).isLessThanOrEqualTo(BYTES_MAX / 8 + 1_100);
      unread.add(batch);
    }
    assertThat(test.pinned.current()).isLessThanOrEqualTo(BYTES_MAX + 1_100);

    unread.forEach(FetchedBatch::failed);

    assertThat(test.pinned.current()).isZero();
    assertThat(test.read("late", false, 2_000)).hasSizeGreaterThan(100);
  }

  @Test
  void shouldSayThatThereWasNoRoom() throws Exception {
    test.produce("{}");
    long taken = 0;
    for (long granted = -1; granted != 0; taken += granted) {
      granted = test.pinned.reserve(BYTES_MAX);
    }
    assertThat(taken).isEqualTo(BYTES_MAX);

    FetchedBatch without = TestFetches.await(test.fetch("plugin", true, 1, 0));
    assertThat(without.throttled()).isEqualTo("no-room");
    assertThat(without.events()).isEmpty();
    without.answered();
    test.pinned.unpin(taken);

    FetchedBatch with = TestFetches.await(test.fetch("plugin", true, 1, 0));
    assertThat(with.throttled()).isEmpty();
    assertThat(with.events()).hasSize(1);
    with.answered();
    FetchedBatch nothing = TestFetches.await(test.fetch("plugin", true, 1, 0));
    assertThat(nothing.throttled()).isEmpty();
  }
}
