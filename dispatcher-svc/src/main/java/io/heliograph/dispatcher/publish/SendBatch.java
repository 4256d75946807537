package io.heliograph.dispatcher.publish;

import io.heliograph.event.PreparedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The events of one request on their way to Kafka. Each event ends once, confirmed or failed, on
 * any thread, and stays what it was told first; the batch is done with its last event and reports
 * then what became of each. No thread waits for it.
 */
final class SendBatch {
  private final List<PreparedEvent> events;
  private final AtomicInteger open;
  private final AtomicIntegerArray ended;
  private final CompletableFuture<SendBatch> done = new CompletableFuture<>();
  private volatile @Nullable Outcomes outcomes;

  SendBatch(List<PreparedEvent> events) {
    this.events = events;
    this.open = new AtomicInteger(events.size());
    this.ended = new AtomicIntegerArray(events.size());
    if (events.isEmpty()) {
      done.complete(this);
    }
  }

  /** The event at that place is on every in-sync replica. */
  void confirmed(int index) {
    if (ended.compareAndSet(index, 0, 1)) {
      countDown();
    }
  }

  /** The event at that place is not on Kafka, or its outcome is unknown, for that reason. */
  void failed(int index, String reason, boolean neverSent) {
    if (ended.compareAndSet(index, 0, 1)) {
      outcomes().fail(index, reason, neverSent);
      countDown();
    }
  }

  /** Completes when all events have ended; never exceptionally. */
  CompletionStage<SendBatch> done() {
    return done;
  }

  /** Whether an event has failed so far. */
  boolean hasFailures() {
    return outcomes != null;
  }

  /** How many events failed. To be called when done. */
  int failures() {
    Outcomes kept = outcomes;
    return kept == null ? 0 : kept.failures;
  }

  /** Whether no event at all was handed to Kafka. To be called when done. */
  boolean neverSent() {
    Outcomes kept = outcomes;
    return kept != null && kept.neverSent == events.size();
  }

  /** Why the event at that place failed, or null when it is confirmed. To be called when done. */
  @Nullable String reason(int index) {
    Outcomes kept = outcomes;
    return kept == null ? null : kept.reasons[index];
  }

  List<PreparedEvent> events() {
    return events;
  }

  private void countDown() {
    if (open.decrementAndGet() == 0) {
      done.complete(this);
    }
  }

  private synchronized Outcomes outcomes() {
    Outcomes kept = outcomes;
    if (kept == null) {
      kept = new Outcomes(events.size());
      outcomes = kept;
    }
    return kept;
  }

  /** Only made when something fails. */
  private static final class Outcomes {
    private final @Nullable String[] reasons;
    private int failures;
    private int neverSent;

    Outcomes(int count) {
      reasons = new String[count];
    }

    synchronized void fail(int index, String reason, boolean unsent) {
      reasons[index] = reason;
      failures++;
      neverSent += unsent ? 1 : 0;
    }
  }
}
