package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.coordinator.cluster.RemoteReservations;
import io.heliograph.coordinator.cluster.TestTakes;
import io.heliograph.coordinator.cursor.LeaseProof;
import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.fetch.EventSource;
import io.heliograph.coordinator.fetch.FetchOrder;
import io.heliograph.coordinator.fetch.TestFetches;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.runtime.TestLoops;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What waits for an event loop is bounded, whoever causes it, and whatever keeps the owner (C14).
 */
class IntakeTest {
  private static final int MAX = 100;

  /** More than anybody may cause. */
  private static final int MANY = 20_000;

  private final TestFetches test = new TestFetches(1_000_000, MAX, 1);
  private final PartitionEventLoop owner = test.coordinator.threads().getFirst();
  private final Intake intake = test.coordinator.intake();
  private final Subscription plugin = TestShard.subscription("plugin", true, 1);
  private final RemoteReservations reservations =
      new RemoteReservations(
          test.fetches.locals(),
          test.clock,
          key -> plugin,
          (subscription, query) -> TestFetches.ALL);
  private final CountDownLatch free = new CountDownLatch(1);

  IntakeTest() throws Exception {
    test.coordinator.put(plugin).get(10, TimeUnit.SECONDS);
  }

  /** Nothing is worked off until it is free. */
  private void busy() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    owner.post(
        shard -> {
          begun.countDown();
          waitUntil(free);
        });
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void stop() {
    free.countDown();
    test.close();
  }

  private CompletableFuture<byte[]> take(long batch) throws Exception {
    Take take = new Take(plugin, Queue.LIVE, 10, 1_000, TestFetches.ALL, batch, true);
    return reservations.take("asker", TestTakes.order(take));
  }

  private static void assertRefused(ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            BusyException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(BusyException.Reason.OVERLOADED);
              assertThat(refusal).hasMessageStartingWith("hub.dispatcher.messages-max=" + MAX);
            });
  }

  @Test
  void shouldRefuseFetchesAtTheLimitAndAnswerThoseItTook() throws Exception {
    busy();
    List<EventSource.RunningFetch> taken = new ArrayList<>();
    for (int i = 0; i < MAX; i++) {
      taken.add(test.fetch("plugin", true, 1, 0));
    }

    for (int i = 0; i < MANY; i++) {
      assertRefused(() -> test.fetch("plugin", true, 1, 0));
    }
    assertThat(owner.waiting()).isEqualTo(MAX);
    assertThat(intake.refusedCount()).isEqualTo(MANY);
    assertThat(test.fetches.runningCount()).isEqualTo(MAX);

    free.countDown();
    for (EventSource.RunningFetch fetch : taken) {
      assertThat(TestFetches.await(fetch).events()).isEmpty();
    }
    test.produce("{}");
    assertThat(test.read("plugin", true, 1)).hasSize(1);
  }

  @Test
  void shouldBoundWhatClientsCauseThatComeAndGo() throws Exception {
    busy();

    for (int i = 0; i < MAX / 2; i++) {
      test.fetch("plugin", true, 1, 60_000).cancel();
    }

    // Each that was taken has its beginning and its end.
    assertThat(owner.waiting()).isEqualTo(MAX);
    assertRefused(() -> test.fetch("plugin", true, 1, 60_000));
    free.countDown();
    await().untilAsserted(() -> assertThat(test.fetches.runningCount()).isZero());
    await().untilAsserted(() -> assertThat(owner.waiting()).isZero());
  }

  @Test
  void shouldRefuseTakesConfirmationsAndQuestionsOfOtherReplicasAtTheLimit() throws Exception {
    String confirmation = test.fetchToConfirm("reader", "").confirmation();
    busy();
    List<CompletableFuture<byte[]>> taken = new ArrayList<>();
    for (int batch = 0; batch < MAX; batch++) {
      taken.add(take(batch));
    }

    assertRefused(() -> take(MAX));
    assertRefused(() -> test.fetchToConfirm("reader", confirmation));
    assertRefused(() -> test.fetches.confirmed(new Confirmation(1, "proof", "plugin")));
    assertRefused(
        () -> test.coordinator.progress(new DeliveryProgressQuery("plugin", "1", List.of())));
    assertThat(reservations.heldCount()).isEqualTo(MAX);
    assertThat(owner.waiting()).isEqualTo(MAX);

    free.countDown();
    for (CompletableFuture<byte[]> one : taken) {
      assertThat(one.get(10, TimeUnit.SECONDS)).isNotEmpty();
    }
    assertThat(test.coordinator.progress(new DeliveryProgressQuery("plugin", "1", List.of())))
        .succeedsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldCountTakesThatWaitForTheirTurn() throws Exception {
    busy();
    CountDownLatch again = new CountDownLatch(1);
    for (int batch = 1; batch <= 10; batch++) {
      Take take = new Take(plugin, Queue.LIVE, 1, 1_000, TestFetches.ALL, batch, true);
      var unused =
          owner.take(
              take,
              shard -> {
                waitUntil(again);
                return new TakeResult();
              },
              nanos -> {});
    }
    free.countDown();

    // The first holds up the others, which are no messages any more.
    await().untilAsserted(() -> assertThat(owner.waiting()).isEqualTo(9));
    again.countDown();
    await().untilAsserted(() -> assertThat(owner.waiting()).isZero());
  }

  private static void waitUntil(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldKeepOneMessageOfWhatIsSaidAgainAndAgain() throws Exception {
    EventSource.RunningFetch waiting = test.fetch("plugin", true, 1, 60_000);
    await().untilAsserted(() -> assertThat(test.load().fetchTimers()).isEqualTo(1));
    busy();

    for (int i = 0; i < MANY; i++) {
      test.coordinator.wake(Set.of(plugin.pluginKey(), "other" + i % 10));
      test.coordinator.statusPositions(new long[] {i});
      var unused = test.coordinator.loads();
      var unusedDelta = test.coordinator.collect();
    }
    assertThat(owner.waiting()).isEqualTo(4);

    free.countDown();
    await().untilAsserted(() -> assertThat(owner.waiting()).isZero());
    test.produce("{}");
    assertThat(TestFetches.await(waiting).events()).hasSize(1);
  }

  @Test
  void shouldPostOneWakeOfAFetchHoweverManyWakeIt() throws Exception {
    busy();

    test.wake(order(), MANY);

    assertThat(owner.waiting()).isEqualTo(1);
  }

  private FetchOrder order() {
    return new FetchOrder(plugin.spec(), TestFetches.ALL, "", 1, 1_000, 0, false, false, "");
  }

  @Test
  void shouldHoldTheReadersWhenTheirSmallChunksOrStatusesWait() throws Exception {
    CoordinatorRuntime coordinator = test.coordinator(1, 4L << 20, MAX);
    int chunks = 0;
    while (!coordinator.isBehind()) {
      // As for a transaction's marker: offsets without a record.
      coordinator.append(test.id, new Chunk(chunks, chunks + 1, List.of()));
      chunks++;
    }
    assertThat(chunks).isEqualTo((1 << 20) / Intake.CHUNK_BYTES + 1);

    List<CompletableFuture<StatusSignal.Effect>> effects = new ArrayList<>();
    while (!coordinator.intake().isBehindStatuses()) {
      effects.add(coordinator.apply(status(effects.size())));
    }
    assertThat(effects).hasSize(Intake.STATUSES_MAX);

    coordinator.start(new TestLoops());
    for (CompletableFuture<StatusSignal.Effect> effect : effects) {
      assertThat(effect).succeedsWithin(10, TimeUnit.SECONDS);
    }
    await().untilAsserted(() -> assertThat(coordinator.intake().isBehindStatuses()).isFalse());
    await().untilAsserted(() -> assertThat(coordinator.isBehind()).isFalse());
    coordinator.stop();
  }

  private static StatusSignal status(int offset) {
    return new StatusSignal(
        new Locator("plugin", 1, new UUID(9, 9), 0, offset, 0, 1, LeaseProof.NONE),
        "plugin",
        "1",
        StatusSignal.Kind.COMPLETED,
        "completed");
  }
}
