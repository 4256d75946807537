package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.schedule.MemoryKafka.OpenTransaction;
import io.heliograph.coordinator.schedule.MemoryPartition.Transaction;
import io.heliograph.coordinator.state.Outcome;
import io.heliograph.coordinator.state.StateLog;
import io.heliograph.coordinator.state.StateTable;
import io.heliograph.coordinator.state.TransactionLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The log of cursors as one process sees it. */
final class MemoryStateLog implements StateLog {
  private static final Duration POLL = Duration.ofMillis(50);

  private final MemoryKafka kafka;
  private final VirtualThreads time;
  private final VirtualProcess process;
  private final String transactionalId;
  private final Chaos chaos;
  private final List<Barrier> barriers = new ArrayList<>();
  private long position;

  private record Barrier(long position, CompletableFuture<Void> reached) {}

  MemoryStateLog(
      MemoryKafka kafka,
      VirtualThreads time,
      VirtualProcess process,
      String transactionalId,
      Chaos chaos) {
    this.kafka = kafka;
    this.time = time;
    this.process = process;
    this.transactionalId = transactionalId;
    this.chaos = chaos;
  }

  /** Fills the table with what is committed, for as long as the process lives. */
  void follow(Loops loops, StateTable table) {
    var unused =
        loops.start(
            "state",
            turn -> {
              while (turn.running()) {
                read(table, turn);
                idle(turn);
              }
            });
  }

  private void read(StateTable table, Turn turn) {
    long end = kafka.cursors.stableEnd();
    for (MemoryPartition.Entry entry : kafka.cursors.committed(position, end)) {
      turn.beat();
      var record = entry.record();
      if (record != null) {
        table.apply(new String(record.key(), StandardCharsets.UTF_8), record.value());
      }
      position = entry.offset() + 1;
    }
    position = end;
    barriers.removeIf(one -> one.position <= position && one.reached.complete(null));
  }

  static void idle(Turn turn) throws Exception {
    try {
      turn.await(new CompletableFuture<Void>(), POLL);
    } catch (TimeoutException over) {
      return;
    }
  }

  @Override
  public TransactionLog writer(Runnable beat) {
    return new Writer(beat);
  }

  @Override
  public CompletableFuture<Long> end() {
    return CompletableFuture.completedFuture(kafka.cursors.end());
  }

  @Override
  public CompletableFuture<Void> reach(long reached) {
    Barrier barrier = new Barrier(reached, new CompletableFuture<>());
    barriers.add(barrier);
    return barrier.reached;
  }

  @Override
  public CompletableFuture<Void> fence(Set<String> writers) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    time.after(
        process,
        chaos.delayMillis(100),
        () -> {
          for (String writer : writers) {
            String other = writer.substring(0, writer.indexOf('@'));
            if (!other.equals(transactionalId)) {
              int unused = kafka.init(other, time.monotonicMillis());
            }
          }
          done.complete(null);
        });
    return done;
  }

  /** The transactional writer of the process, with answers that get lost. */
  private final class Writer implements TransactionLog {
    private final Runnable beat;
    private int epoch;
    private @Nullable OpenTransaction last;

    Writer(Runnable beat) {
      this.beat = beat;
    }

    private boolean isFenced() {
      return !kafka.isCurrent(transactionalId, epoch);
    }

    @Override
    public Outcome write(Batch batch) {
      if (epoch == 0) {
        epoch = kafka.init(transactionalId, time.monotonicMillis());
        beat.run();
      }
      if (isFenced()) {
        return fenced(false);
      }
      OpenTransaction open = kafka.append(transactionalId, batch.records(), time.monotonicMillis());
      if (open == null) {
        return new Outcome.Failed("a partition is away");
      }
      last = open;
      beat.run();
      if (isFenced()) {
        return fenced(false);
      }
      if (batch.member() != null
          && !batch.proof().isEmpty()
          && !kafka.group.accepts((MemoryGroup.Membership) batch.member())) {
        kafka.end(transactionalId, open, false, time.monotonicMillis());
        return new Outcome.Refused("another generation");
      }
      beat.run();
      return isFenced() ? fenced(true) : commit(open);
    }

    private Outcome commit(OpenTransaction open) {
      return switch (chaos.commit()) {
        case ANSWERED -> {
          kafka.end(transactionalId, open, true, time.monotonicMillis());
          yield new Outcome.Committed();
        }
        case DONE_UNANSWERED -> {
          kafka.end(transactionalId, open, true, time.monotonicMillis());
          yield new Outcome.Unknown("no answer");
        }
        case UNDER_WAY -> {
          // It comes to the coordinator also when the process has died meanwhile.
          time.after(
              new VirtualProcess("network"),
              chaos.delayMillis(3_000),
              () -> kafka.end(transactionalId, open, true, time.monotonicMillis()));
          yield new Outcome.Unknown("no answer");
        }
        case ABORTED -> {
          kafka.end(transactionalId, open, false, time.monotonicMillis());
          yield new Outcome.Failed("aborted");
        }
      };
    }

    @Override
    public Outcome again() {
      OpenTransaction open = last;
      beat.run();
      if (isFenced() || open == null) {
        return fenced(true);
      }
      if (chaos.losesAnswer()) {
        return new Outcome.Unknown("no answer again");
      }
      kafka.end(transactionalId, open, true, time.monotonicMillis());
      return open.transaction.state == Transaction.State.COMMITTED
          ? new Outcome.Committed()
          : fenced(true);
    }

    private Outcome fenced(boolean perhapsWritten) {
      epoch = 0;
      return new Outcome.Fenced("another producer began", perhapsWritten);
    }

    @Override
    public void close() {}
  }
}
