package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.subscription.Subscription;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a hold does to leases (contract part 1 row 20). */
class HeldLeaseTest {
  private final TestShard shard = new TestShard();
  private final AtomicBoolean held = new AtomicBoolean();
  private final Subscription worker = shard.subscribe("worker", true, 1);

  HeldLeaseTest() {
    shard.shard.holding(held::get);
  }

  private int attempt() {
    List<TakenEvent> taken = shard.lease(worker, 1);
    return taken.isEmpty() ? 0 : taken.getFirst().attempt();
  }

  @Test
  void shouldCostNoAttemptWhenALeaseEndsDuringAHold() {
    shard.produce(1);
    assertThat(attempt()).isEqualTo(1);

    held.set(true);
    for (int at = 0; at < 10; at++) {
      shard.advance(TestShard.SETTINGS.leaseMillis());
      assertThat(attempt()).isEqualTo(1);
    }
  }

  @Test
  void shouldCostAnAttemptWhenALeaseEndsAfterTheHold() {
    shard.produce(1);
    held.set(true);
    assertThat(attempt()).isEqualTo(1);
    held.set(false);

    shard.advance(TestShard.SETTINGS.leaseMillis());

    assertThat(attempt()).isEqualTo(2);
  }

  @Test
  void shouldCountStatusesDuringAHold() {
    shard.produce(1);
    TakenEvent taken = shard.lease(worker, 1).getFirst();
    held.set(true);

    StatusSignal.Effect effect = shard.status(worker, taken, StatusSignal.Kind.COMPLETED);

    assertThat(effect).isEqualTo(StatusSignal.Effect.DONE);
    shard.advance(10 * TestShard.SETTINGS.leaseMillis());
    assertThat(attempt()).isZero();
  }
}
