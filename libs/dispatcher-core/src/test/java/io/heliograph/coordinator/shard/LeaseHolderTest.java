package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.CursorCodec;
import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.cursor.CursorState.StoredLease;
import io.heliograph.coordinator.cursor.LeaseProof;
import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.shard.StatusSignal.Effect;
import io.heliograph.coordinator.shard.StatusSignal.Kind;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lease is settled by its holder only (contract dispatcher.md part 1 row 33). */
class LeaseHolderTest {
  private final TestShard test = new TestShard();
  private final Subscription plugin = test.subscribe("unzip", true, 1);

  private TakenEvent leased() {
    test.produce(1);
    return test.lease(plugin, 1).getFirst();
  }

  private Effect says(Locator delivery, String name, String version, String status) {
    Kind kind =
        switch (status) {
          case "completed" -> Kind.COMPLETED;
          case "heartbeat" -> Kind.HEARTBEAT;
          default -> Kind.ERROR;
        };
    return test.shard.apply(new StatusSignal(delivery, name, version, kind, status));
  }

  private Effect completes(Locator delivery) {
    return says(delivery, "unzip", "1", "completed");
  }

  @Test
  void shouldNotBeSettledByWhoeverGuessesOrForgets() {
    Locator given = leased().locator();

    assertThat(completes(given.with(LeaseProof.NONE))).isEqualTo(Effect.FOREIGN);
    assertThat(completes(given.with(new LeaseProof.Digest(new UUID(1, 2)))))
        .isEqualTo(Effect.FOREIGN);
    assertThat(completes(given.stored().stored())).isEqualTo(Effect.FOREIGN);
    assertThat(test.shard.load().leases()).isEqualTo(1);
    assertThat(completes(given.stored())).isEqualTo(Effect.DONE);
    assertThat(test.shard.load().leases()).isZero();
  }

  @Test
  void shouldNotBeSettledForAnEventThatNobodyWasGiven() {
    Locator given = leased().locator();
    test.produce(1);
    Locator next =
        new Locator(
            given.pluginKey(),
            given.epoch(),
            given.topicId(),
            given.partition(),
            given.offset() + 1,
            0,
            1,
            given.proof());

    assertThat(completes(next.stored())).isEqualTo(Effect.FOREIGN);
    assertThat(test.take(plugin, Queue.LIVE, 1)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "unzip,1,completed,DONE",
    "unzip,1,heartbeat,EXTENDED",
    "unzip,1,error-exception,DONE",
    "unzip,2,completed,FOREIGN",
    "unzip,1-2,completed,FOREIGN",
    "unzip,'',completed,FOREIGN",
    "other,1,completed,FOREIGN",
    "unzipper,1,heartbeat,FOREIGN",
    "unzip-rar,1-3,heartbeat,EXTENDED",
    "unzip-rar,1,heartbeat,EXTENDED",
    "unzip-rar,1-3,error-timeout,DONE",
    "unzip-rar,1-3,error-out-of-memory,DONE",
    "unzip-rar,1-3,error-exception,NONE",
    "unzip-rar,1-3,completed,NONE",
    "unzip-rar,2-3,heartbeat,FOREIGN",
    "unzip-rar,12,heartbeat,FOREIGN",
  })
  void shouldHearThePluginAndItsPartsOnly(
      String name, String version, String status, Effect expected) {
    Locator given = leased().locator();

    assertThat(says(given.stored(), name, version, status)).isEqualTo(expected);

    boolean over = expected == Effect.DONE;
    assertThat(test.shard.load().leases()).isEqualTo(over ? 0 : 1);
  }

  @Test
  void shouldStillHearAnEarlierHolderThatCompletes() {
    TakenEvent first = leased();
    test.advance(1_000);
    TakenEvent second = test.lease(plugin, 1).getFirst();
    assertThat(second.attempt()).isEqualTo(2);

    assertThat(says(first.locator().stored(), "unzip", "1", "error-exception"))
        .isEqualTo(Effect.LATE);
    assertThat(completes(first.locator().stored())).isEqualTo(Effect.DONE);
    assertThat(completes(second.locator().stored())).isEqualTo(Effect.LATE);
  }

  @Test
  void shouldNotHearWhoNeverGotTheAnswer() {
    test.produce(1);
    TakenEvent lost = test.take(plugin, Queue.LIVE, 1).getFirst();
    test.shard.failed(test.lastBatch());
    TakenEvent got = test.lease(plugin, 1).getFirst();

    assertThat(completes(lost.locator().stored())).isEqualTo(Effect.FOREIGN);
    assertThat(completes(got.locator().stored())).isEqualTo(Effect.DONE);
  }

  @Test
  void shouldKnowTheHolderAfterATakeOver() throws Exception {
    Locator given = leased().locator();
    Map<CursorKey, CursorState> stored = new HashMap<>();
    for (Map.Entry<CursorKey, CursorState> one : test.shard.collect().cursors().entrySet()) {
      stored.put(one.getKey(), CursorCodec.decode(CursorCodec.encode(one.getValue())));
    }
    test.shard.assign(test.events, 1, 0, 1, stored);
    test.shard.activate(test.events);

    assertThat(completes(given.with(new LeaseProof.Digest(new UUID(3, 4)))))
        .isEqualTo(Effect.FOREIGN);
    assertThat(completes(given.stored())).isEqualTo(Effect.DONE);
  }

  @Test
  void shouldHearForOneLeaseTimeWhomTheOwnerBeforeMayHaveGivenItTo() {
    Locator given = leased().locator();
    test.shard.assign(test.events, 1, 0, 1, Map.of());
    test.shard.activate(test.events);
    test.nowMillis += 999;
    assertThat(completes(given.stored())).isEqualTo(Effect.DONE);

    Locator late = leased().locator();
    test.shard.assign(test.events, 1, 0, 2, Map.of());
    test.shard.activate(test.events);
    test.nowMillis += 1_000;
    assertThat(completes(late.stored())).isEqualTo(Effect.FOREIGN);
  }

  @Test
  void shouldHearTheHolderOfALeaseFromBeforeThereWereProofs() {
    Locator given = leased().locator();
    CursorKey key = test.shard.collect().cursors().keySet().iterator().next();
    CursorState old =
        new CursorState(
            1,
            0,
            -1,
            new long[0],
            List.of(new StoredLease(0, 1, test.nowMillis + 1_000, List.of())),
            new long[0]);
    test.shard.assign(test.events, 1, 0, 1, Map.of(key, old));
    test.shard.activate(test.events);

    assertThat(completes(given.stored())).isEqualTo(Effect.FOREIGN);
    assertThat(says(given.with(LeaseProof.NONE), "unzip", "", "completed")).isEqualTo(Effect.DONE);
  }

  @Test
  void shouldGiveEveryDeliveryItsOwnSecret() {
    test.produce(100);
    List<UUID> digests = new ArrayList<>();
    test.lease(plugin, 100).forEach(taken -> digests.add(taken.locator().digest()));

    assertThat(digests).hasSize(100).doesNotHaveDuplicates();
  }
}
