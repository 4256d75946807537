package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.state.TakeQueue.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Asks partitions that are to be taken where they begin and end, and tells which have answered.
 * Used by the thread of the take-over.
 */
final class OffsetQuestions {
  /** How long those that answer wait for company. */
  private static final Duration COMPANY = Duration.ofMillis(200);

  /** A partition that has not said by then where it ends has no leader. */
  private static final long ANSWER_MILLIS = 4_000;

  /** A partition that was asked. */
  record Asked(Ticket ticket, CompletableFuture<Long> beginning, CompletableFuture<Long> end) {
    private boolean isDone() {
      return beginning.isDone() && end.isDone();
    }

    private boolean hasFailed() {
      return beginning.isCompletedExceptionally() || end.isCompletedExceptionally();
    }
  }

  private final LogEnds ends;
  private final List<Asked> asked = new ArrayList<>();

  OffsetQuestions(LogEnds ends) {
    this.ends = ends;
  }

  /** Whether answers are awaited. */
  boolean isAsking() {
    return !asked.isEmpty();
  }

  /** Asks, and waits for a moment, since mostly all answer at once. */
  void ask(List<Ticket> tickets, Turn turn) throws InterruptedException {
    if (tickets.isEmpty()) {
      return;
    }
    List<PartitionId> ids = tickets.stream().map(Ticket::id).toList();
    Map<PartitionId, CompletableFuture<Long>> first = ends.beginnings(ids, ANSWER_MILLIS);
    Map<PartitionId, CompletableFuture<Long>> last = ends.ends(ids, ANSWER_MILLIS);
    List<CompletableFuture<Long>> all = new ArrayList<>();
    for (Ticket ticket : tickets) {
      Asked one = new Asked(ticket, first.get(ticket.id()), last.get(ticket.id()));
      asked.add(one);
      all.add(one.beginning);
      all.add(one.end);
    }
    try {
      turn.await(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)), COMPANY);
    } catch (ExecutionException | TimeoutException some) {
      // Those that have answered go on without the others.
    }
  }

  /** Takes those whose offsets have come. */
  List<Asked> known(BiConsumer<Ticket, String> failed) {
    List<Asked> known = new ArrayList<>();
    for (Asked one : List.copyOf(asked)) {
      if (one.hasFailed()) {
        asked.remove(one);
        failed.accept(one.ticket, "it does not say where it ends");
      } else if (one.isDone()) {
        asked.remove(one);
        known.add(one);
      }
    }
    return known;
  }

  /** Takes those that are awaited. */
  void forget(Consumer<Ticket> each) {
    List<Asked> left = List.copyOf(asked);
    asked.clear();
    left.forEach(one -> each.accept(one.ticket));
  }
}
