package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.Model;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** D3 for a passive client that confirms each batch with its next fetch. */
class UnconfirmedBatchTest {
  private static final int LEASE_MILLIS = 1_000;

  private long nowMillis = 1_000_000;
  private final ModelLog log = new ModelLog(new PartitionId("t.binary.data", new UUID(7, 7), 0));
  private final Subscription subscription =
      new Subscription(
          new SubscriptionSpec(
              "reader",
              "1",
              Model.BINARY,
              List.of(),
              List.of(),
              EnumSet.of(Queue.LIVE),
              false,
              false),
          1,
          nowMillis,
          Map.of(log.id.topicId(), new long[] {0}),
          false);
  private final PartitionShard shard =
      new PartitionShard(
          new ShardSettings(LEASE_MILLIS, 3, 12, 40, 20, 500, 0),
          new VirtualClock(() -> nowMillis),
          new PartitionShard.Outside(
              (partition, offset, reader) -> {},
              (spec, topic) -> EnumSet.of(Queue.LIVE),
              (plugin, event) -> ReplayPreparer.Preparation.FAILED,
              () -> true,
              new Random(1)));

  private int produced;

  UnconfirmedBatchTest() {
    shard.assign(log.id, 1, 0, 0, Map.of());
    shard.activate(log.id);
    shard.put(subscription);
    shard.append(log.id, log.produce(new Random(1), 5, nowMillis));
    produced = (int) log.records().stream().filter(one -> one.headers() != null).count();
  }

  @Test
  void shouldComeOutAgainAsOftenAsNobodyConfirmsIt() {
    for (int batch = 1; batch <= 10; batch++) {
      assertThat(take(batch)).isEqualTo(produced);
      shard.answered(batch, true);
      assertThat(take(100 + batch)).isZero();
      nowMillis += LEASE_MILLIS;
      shard.tick();
    }
    assertThat(shard.collect().dispositions()).isEmpty();
  }

  @Test
  void shouldBeDoneWhenItIsConfirmedInTime() {
    assertThat(take(1)).isEqualTo(produced);
    shard.answered(1, true);
    shard.confirm(1);
    nowMillis += 2 * LEASE_MILLIS;
    shard.tick();

    assertThat(take(2)).isZero();
  }

  @Test
  void shouldNotBeDoneByAConfirmationThatComesTooLate() {
    assertThat(take(1)).isEqualTo(produced);
    shard.answered(1, true);
    nowMillis += LEASE_MILLIS;
    shard.tick();
    assertThat(take(2)).isEqualTo(produced);
    shard.confirm(1);
    shard.failed(2);

    assertThat(take(3)).isEqualTo(produced);
  }

  @Test
  void shouldNotBeDoneByAConfirmationBeforeItIsAnswered() {
    assertThat(take(1)).isEqualTo(produced);
    shard.confirm(1);
    shard.failed(1);

    assertThat(take(2)).isEqualTo(produced);
  }

  @Test
  void shouldBeDoneWhenTheConfirmationOvertakesTheNewsThatItWasWritten() {
    assertThat(take(1)).isEqualTo(produced);
    shard.confirm(1);
    shard.answered(1, true);
    nowMillis += 2 * LEASE_MILLIS;
    shard.tick();

    assertThat(take(2)).isZero();
    assertThat(shard.load().held()).isZero();
  }

  private int take(long batch) {
    Take take =
        new Take(
            subscription,
            Queue.LIVE,
            100,
            Long.MAX_VALUE,
            (headers, json) -> null,
            batch,
            subscription.spec().leases());
    int count = shard.take(take, () -> {}).events().size();
    shard.forget(subscription, batch);
    return count;
  }
}
