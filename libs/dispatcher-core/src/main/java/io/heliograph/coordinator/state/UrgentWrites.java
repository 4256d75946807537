package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.runtime.BusyException.Reason;
import io.heliograph.coordinator.state.Unstored.Urgent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes that a caller waits for, from when they are asked for until it is known what became of
 * them: also while the store's thread, or Kafka, does not come to them. Their number is bounded; a
 * further one is refused. What concerns a partition that is taken or given back is never refused:
 * there is one of it for each partition at most. Thread-safe.
 */
final class UrgentWrites {
  private final int max;
  private final Queue<Urgent> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger outstanding = new AtomicInteger();

  UrgentWrites(int max) {
    this.max = max;
  }

  /**
   * Asks for a write.
   *
   * @param about the taking of a partition that has to last for it, or null
   * @return completes when the records are durable; fails at once when too many wait
   */
  CompletableFuture<Void> add(List<NewRecord> records, @Nullable Taking about) {
    Urgent one = new Urgent(records, about, new CompletableFuture<>());
    if (outstanding.incrementAndGet() > max && about == null) {
      outstanding.decrementAndGet();
      one.written().completeExceptionally(new BusyException(Reason.UNAVAILABLE, "Kafka is behind"));
      return one.written();
    }
    asked.add(one);
    return one.written().whenComplete((written, failure) -> outstanding.decrementAndGet());
  }

  /** Takes those that were asked for since the last call. */
  void takeTo(List<Urgent> taken) {
    for (Urgent one = asked.poll(); one != null; one = asked.poll()) {
      taken.add(one);
    }
  }

  /** How many are asked for and not known to be written. */
  int outstanding() {
    return outstanding.get();
  }
}
