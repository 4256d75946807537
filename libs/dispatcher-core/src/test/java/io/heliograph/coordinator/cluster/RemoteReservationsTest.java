package io.heliograph.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.TestFetches;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.coordinator.shard.Take;
import io.heliograph.coordinator.shard.TakenEvent;
import io.heliograph.coordinator.shard.TestShard;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was reserved for a replica that went comes back, however late it was taken. */
class RemoteReservationsTest {
  private static final String ASKER = "asker";

  private final TestFetches test = new TestFetches(1_000_000);
  private final Subscription plugin = TestShard.subscription("plugin", true, 1);
  private final RemoteReservations reservations =
      new RemoteReservations(
          test.fetches.locals(),
          test.clock,
          key -> key.equals(plugin.pluginKey()) ? plugin : null,
          (subscription, query) -> TestFetches.ALL);

  RemoteReservationsTest() throws Exception {
    test.coordinator.put(plugin).get(10, TimeUnit.SECONDS);
    test.produce("{}");
  }

  @AfterEach
  void stop() {
    test.close();
  }

  private CompletableFuture<byte[]> take(long batch) throws Exception {
    Take take =
        new Take(plugin, Queue.LIVE, 10, 1_000, TestFetches.ALL, batch, plugin.spec().leases());
    return reservations.take(ASKER, TakeCodec.encode(take, 0, ""));
  }

  private static List<TakenEvent> events(CompletableFuture<byte[]> answer) throws Exception {
    return TakeCodec.decodeResult(answer.get(10, TimeUnit.SECONDS)).events();
  }

  @Test
  void shouldLendWithTheProofOfEachDelivery() throws Exception {
    TakenEvent lent = events(take(1)).getFirst();
    reservations.settle(ASKER, 1, Settlement.ANSWERED, List.of(0));

    StatusSignal done =
        new StatusSignal(
            lent.locator().stored(), "plugin", "1", StatusSignal.Kind.COMPLETED, "completed");
    assertThat(test.coordinator.apply(done).get(10, TimeUnit.SECONDS))
        .isEqualTo(StatusSignal.Effect.DONE);
  }

  @Test
  void shouldTakeBackWhatWasLentWhenTheReplicaIsNotHeardOf() throws Exception {
    assertThat(events(take(1))).hasSize(1);
    assertThat(test.read("plugin", true, 10)).isEmpty();

    test.nowMillis.addAndGet(RemoteReservations.RESERVED_MILLIS + 1);
    reservations.expire();

    assertThat(test.read("plugin", true, 10)).hasSize(1);
  }

  @Test
  void shouldHoldNothingWhenATakeIsWorkedOffAfterTheReplicaWent() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    test.coordinator
        .threads()
        .getFirst()
        .post(
            shard -> {
              try {
                assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
    CompletableFuture<byte[]> late = take(1);
    for (int times = 0; times < 3; times++) {
      test.nowMillis.addAndGet(60_000 + RemoteReservations.RESERVED_MILLIS + 1);
      reservations.expire();
    }
    busy.countDown();

    assertThat(events(late)).isEmpty();
    await().untilAsserted(() -> assertThat(test.read("plugin", true, 10)).hasSize(1));
    assertThat(test.pinned.current()).isZero();
  }
}
