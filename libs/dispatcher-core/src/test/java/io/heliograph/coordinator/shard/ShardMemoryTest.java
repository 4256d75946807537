package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.view.ShardLoad;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is over is kept nowhere until its time comes (D7). */
class ShardMemoryTest {
  private final TestShard test = new TestShard();
  private final PartitionShard shard = test.shard;

  @Test
  void shouldKeepNothingOfAMillionLeasesWhenAllAreDone() {
    Subscription plugin = test.subscribe("plugin", true, 1);
    for (int round = 0; round < 1_000; round++) {
      test.produce(1_000);
      List<TakenEvent> taken = test.lease(plugin, 1_000);
      assertThat(shard.load().leases()).isEqualTo(1_000);
      assertThat(shard.load().timers()).isEqualTo(1);
      taken.forEach(one -> test.status(plugin, one, StatusSignal.Kind.COMPLETED));
      shard.collect();
      assertThat(shard.load()).isEqualTo(new ShardLoad(0, 0, 0, 0, 0, 0));
    }
  }

  @Test
  void shouldKeepOneTimerWhenALeaseIsExtendedManyTimes() {
    Subscription plugin = test.subscribe("plugin", true, 1);
    test.produce(2);
    List<TakenEvent> taken = test.lease(plugin, 2);
    for (int i = 0; i < 100_000; i++) {
      test.advance(1);
      for (TakenEvent one : taken) {
        assertThat(test.status(plugin, one, StatusSignal.Kind.HEARTBEAT))
            .isEqualTo(StatusSignal.Effect.EXTENDED);
      }
    }
    assertThat(shard.load().leases()).isEqualTo(2);
    assertThat(shard.load().timers()).isEqualTo(1);

    taken.forEach(one -> test.status(plugin, one, StatusSignal.Kind.ERROR));

    assertThat(shard.load().timers()).isZero();
  }

  @Test
  void shouldKeepNothingOfAPartitionThatWasGivenUp() {
    Subscription plugin = test.subscribe("plugin", true, 1);
    Subscription reader = test.subscribe("reader", false, 1);
    test.produce(30);
    test.lease(plugin, 10);
    test.take(plugin, Queue.LIVE, 10);
    test.take(reader, Queue.LIVE, 30);
    shard.answered(test.lastBatch(), true);
    test.retry(plugin, 2);
    test.take(plugin, Queue.ERROR, 1);
    assertThat(shard.load()).isEqualTo(new ShardLoad(3, 11, 11, 0, 0, 0));

    shard.revoke(test.events);
    assertThat(shard.load()).isEqualTo(new ShardLoad(1, 0, 0, 0, 0, 0));
    shard.revoke(test.errors);

    assertThat(shard.load()).isEqualTo(new ShardLoad(0, 0, 0, 0, 0, 0));
  }

  @Test
  void shouldKeepNothingOfAnEpochThatIsOver() {
    Subscription plugin = test.subscribe("plugin", true, 1);
    test.produce(20);
    test.lease(plugin, 10);
    test.take(plugin, Queue.LIVE, 5);
    assertThat(shard.load()).isEqualTo(new ShardLoad(1, 10, 5, 0, 0, 0));

    Subscription next = test.subscribe("plugin", true, 2);
    assertThat(shard.load()).isEqualTo(new ShardLoad(0, 0, 0, 0, 0, 0));
    assertThat(test.lease(next, 20)).hasSize(20);
    shard.forget(next.pluginKey());

    assertThat(shard.load()).isEqualTo(new ShardLoad(0, 0, 0, 0, 0, 0));
  }

  @Test
  void shouldWaitOnceHoweverOftenALaneIsLookedAt() {
    Subscription plugin = test.subscribe("plugin", true, 1);
    test.retry(plugin, 2);
    AtomicInteger woken = new AtomicInteger();
    for (int look = 0; look < 20_000; look++) {
      assertThat(test.take(plugin, Queue.ERROR, 1, woken::incrementAndGet)).isEmpty();
      shard.forget(plugin, test.lastBatch());
    }
    assertThat(shard.load().timers()).isEqualTo(1);
    test.take(plugin, Queue.ERROR, 1, woken::incrementAndGet);

    test.advance(499);
    assertThat(woken).hasValue(0);
    test.advance(1);

    assertThat(woken).hasValue(1);
    assertThat(shard.load().timers()).isZero();
    assertThat(test.take(plugin, Queue.ERROR, 1)).hasSize(1);
  }

  @Test
  void shouldEndLeasesInTheirOrderWhenTheClockWasSetBack() {
    Subscription plugin = test.subscribe("plugin", true, 1);
    test.produce(2);
    TakenEvent first = test.lease(plugin, 1).getFirst();
    test.nowMillis -= 600;
    TakenEvent second = test.lease(plugin, 1).getFirst();

    test.advance(1_000);
    assertThat(test.take(plugin, Queue.LIVE, 2))
        .extracting(TakenEvent::record)
        .containsExactly(second.record());
    test.advance(600);

    assertThat(test.take(plugin, Queue.LIVE, 2))
        .extracting(TakenEvent::record)
        .containsExactly(first.record());
  }

  @Test
  void shouldGiveBackWhatIsHeldWhenNobodySaysWhatBecameOfIt() {
    Subscription plugin = test.subscribe("plugin", true, 1);
    Subscription reader = test.subscribe("reader", false, 1);
    test.produce(3);
    test.take(plugin, Queue.LIVE, 3);
    test.advance(1_000);
    test.take(reader, Queue.LIVE, 3);

    test.advance(TestShard.SETTINGS.heldMillisMax() - 1_001);
    assertThat(test.take(plugin, Queue.LIVE, 3)).isEmpty();
    test.advance(1);
    assertThat(test.take(plugin, Queue.LIVE, 3)).hasSize(3);
    assertThat(test.take(reader, Queue.LIVE, 3)).isEmpty();
    test.advance(1_000);

    assertThat(test.take(reader, Queue.LIVE, 3)).hasSize(3);
  }
}
