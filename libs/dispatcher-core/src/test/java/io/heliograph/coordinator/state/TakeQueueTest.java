package io.heliograph.coordinator.state;

import static io.heliograph.coordinator.state.TestPartitions.OTHER;
import static io.heliograph.coordinator.state.TestPartitions.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.state.TakeQueue.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every partition is taken for itself, and nothing is handed out from one that went to others. */
class TakeQueueTest {
  private final TakeQueue queue = new TakeQueue(TakeQueueTest::pause);
  private final List<PartitionId> active = new ArrayList<>();
  private final List<PartitionId> undone = new ArrayList<>();
  private long nowNanos = 1;

  @Test
  void shouldDelayOnlyThePartitionThatCannotBeTaken() throws Exception {
    queue.assigned(List.of(PARTITION, OTHER), nowNanos);
    Ticket offline = ticketOf(PARTITION, due());

    fail(offline);
    assertThat(queue.isTried()).as("the other one is under way still").isFalse();
    assertThat(due()).isEmpty();
    take(ticketOf(OTHER, taken));

    assertThat(active).containsExactly(OTHER);
    assertThat(queue.takeStarted()).containsOnlyKeys(OTHER);
    assertThat(queue.takeStarted()).isEmpty();
    assertThat(queue.isTried()).isTrue();
    assertThat(queue.waitingCount()).isEqualTo(1);
    assertThat(undone).containsExactly(PARTITION);
  }

  @Test
  void shouldNotKeepWaitingWhatComesWhileAnotherPartitionFailsAgainAndAgain() throws Exception {
    queue.assigned(List.of(PARTITION), nowNanos);
    for (int attempt = 0; attempt < 10; attempt++) {
      fail(due().getFirst());
      nowNanos += TimeUnit.SECONDS.toNanos(10);
    }
    fail(due().getFirst());

    queue.assigned(List.of(OTHER), nowNanos);

    assertThat(due()).extracting(Ticket::id).containsExactly(OTHER);
    take(taken.getFirst());
    assertThat(active).containsExactly(OTHER);
    assertThat(queue.waitingCount()).isEqualTo(1);
  }

  @Test
  void shouldTryAgainAfterAWaitThatGrowsToTenSeconds() throws Exception {
    queue.assigned(List.of(PARTITION), nowNanos);
    List<Long> waitsMillis = new ArrayList<>();
    for (int attempt = 0; attempt < 12; attempt++) {
      fail(due().getFirst());
      long failedNanos = nowNanos;
      while (due().isEmpty()) {
        nowNanos += TimeUnit.MILLISECONDS.toNanos(10);
      }
      // It is under way now; as if its thread had begun again.
      waitsMillis.add(TimeUnit.NANOSECONDS.toMillis(nowNanos - failedNanos));
      fail(taken.getFirst());
      nowNanos += TimeUnit.SECONDS.toNanos(10);
    }

    assertThat(waitsMillis.getFirst()).isLessThan(1_010);
    assertThat(waitsMillis).allSatisfy(wait -> assertThat(wait).isBetween(240L, 10_010L));
    assertThat(waitsMillis.getLast()).isGreaterThan(4_990);
  }

  @Test
  void shouldHandOutNothingOfWhatWentToOthersWhileItWasTaken() throws Exception {
    queue.assigned(List.of(PARTITION), nowNanos);
    Ticket former = due().getFirst();

    assertThat(queue.dropped(PARTITION)).isFalse();
    queue.assigned(List.of(PARTITION), nowNanos);

    assertThat(queue.whileOurs(former, () -> true)).isFalse();
    assertThat(queue.claiming(former, () -> active.add(PARTITION))).isFalse();
    assertThat(queue.started(former, 7, () -> active.add(PARTITION))).isFalse();
    fail(former);
    assertThat(active).isEmpty();
    assertThat(undone).isEmpty();
    assertThat(queue.takeStarted()).isEmpty();
    assertThat(queue.isTried()).isFalse();
    take(due().getFirst());
    assertThat(active).containsExactly(PARTITION);
  }

  @Test
  void shouldHaveToBeGivenBackOnceTheLogWasAskedToNoteIt() throws Exception {
    queue.assigned(List.of(PARTITION, OTHER), nowNanos);
    List<Ticket> both = due();

    assertThat(queue.claiming(ticketOf(PARTITION, both), () -> {})).isTrue();

    assertThat(queue.dropped(PARTITION)).isTrue();
    assertThat(queue.dropped(OTHER)).isFalse();
    assertThat(queue.dropped(PARTITION)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldBeActiveExactlyWhereTheGroupSaysWhateverHappensMeanwhile(long seed) throws Exception {
    Random random = new Random(seed);
    List<PartitionId> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(new PartitionId("topic", PARTITION.topicId(), i));
    }
    Set<PartitionId> ours = new HashSet<>();
    Set<PartitionId> handedOut = new HashSet<>();
    List<Ticket> underWay = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      PartitionId id = all.get(random.nextInt(all.size()));
      nowNanos += TimeUnit.MILLISECONDS.toNanos(random.nextInt(500));
      switch (random.nextInt(4)) {
        case 0 -> {
          if (ours.add(id)) {
            queue.assigned(List.of(id), nowNanos);
          }
        }
        case 1 -> {
          ours.remove(id);
          boolean unused = queue.dropped(id);
          handedOut.remove(id);
        }
        case 2 -> underWay.addAll(due());
        default -> finish(underWay, handedOut, random);
      }
      assertThat(ours).as("seed %d step %d", seed, step).containsAll(handedOut);
      for (Map.Entry<PartitionId, Long> started : queue.takeStarted().entrySet()) {
        assertThat(handedOut).contains(started.getKey());
      }
    }
    nowNanos += TimeUnit.MINUTES.toNanos(1);
    underWay.addAll(due());
    underWay.forEach(ticket -> take(ticket, handedOut));

    assertThat(handedOut).isEqualTo(ours);
  }

  private void finish(List<Ticket> underWay, Set<PartitionId> handedOut, Random random) {
    if (underWay.isEmpty()) {
      return;
    }
    Ticket ticket = underWay.remove(random.nextInt(underWay.size()));
    if (random.nextInt(4) == 1) {
      fail(ticket);
    } else {
      take(ticket, handedOut);
    }
  }

  private void take(Ticket ticket, Set<PartitionId> handedOut) {
    if (queue.claiming(ticket, () -> {})) {
      boolean unused = queue.started(ticket, 1, () -> handedOut.add(ticket.id()));
    }
  }

  private List<Ticket> taken = List.of();

  private List<Ticket> due() throws InterruptedException {
    List<Ticket> due = queue.awaitDue(nowNanos, new IdleTurn(), Duration.ZERO);
    if (!due.isEmpty()) {
      taken = due;
    }
    return due;
  }

  private void take(Ticket ticket) {
    assertThat(queue.claiming(ticket, () -> {})).isTrue();
    assertThat(queue.started(ticket, 7, () -> active.add(ticket.id()))).isTrue();
  }

  private void fail(Ticket ticket) {
    queue.failed(ticket, nowNanos, () -> undone.add(ticket.id()));
  }

  private static Ticket ticketOf(PartitionId id, List<Ticket> tickets) {
    return tickets.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /** Doubles from half a second to ten. */
  private static Duration pause(int failures) {
    return Duration.ofMillis(Math.min(10_000, 500L << Math.min(failures - 1, 10)));
  }

  /** Of a loop that waits for nothing. */
  private record IdleTurn() implements Turn {
    @Override
    public boolean running() {
      return true;
    }

    @Override
    public void beat() {}

    @Override
    public void progressed() {}

    @Override
    public <T extends @Nullable Object> T await(CompletableFuture<T> answer, Duration wait)
        throws TimeoutException {
      throw new TimeoutException();
    }

    @Override
    public <M> @Nullable M poll(BlockingQueue<M> messages, long waitMillis) {
      return messages.poll();
    }
  }
}
