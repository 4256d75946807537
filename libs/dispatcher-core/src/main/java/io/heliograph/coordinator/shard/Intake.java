package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.runtime.BusyException.Reason;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bounds what waits for the event loops, by who causes it. What a client asks for, here or through
 * another replica, is refused while as many messages wait for an event loop as may; what was taken
 * before has a few messages for each fetch that runs, which are never refused. The readers of the
 * log and of the statuses go on once the event loops have looked at most of what they passed on. Of
 * what other parts of the hub say again and again one message waits at a time. Thread-safe.
 */
public final class Intake {
  /** Of the bytes of tails, what may wait for the event loops beside them. */
  private static final int QUEUED_PART = 4;

  /** What a chunk costs beside its records: small ones are bounded in number too. */
  static final int CHUNK_BYTES = 1024;

  /** Statuses that may wait. */
  static final int STATUSES_MAX = 10_000;

  private final List<PartitionEventLoop> threads;
  private final int messagesMax;
  private final long queuedBytesMax;
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicInteger statuses = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  /**
   * @param threads read at each call
   * @param messagesMax messages and takes that wait for one of them before clients are refused
   * @param logBytesMax bytes of the tails of all
   */
  Intake(List<PartitionEventLoop> threads, int messagesMax, long logBytesMax) {
    if (messagesMax < 1) {
      throw new IllegalArgumentException(
          "hub.dispatcher.messages-max must be at least 1, not " + messagesMax);
    }
    this.threads = threads;
    this.messagesMax = messagesMax;
    this.queuedBytesMax = logBytesMax / QUEUED_PART;
  }

  /**
   * Returns while a client may cause another message.
   *
   * @throws BusyException when too many wait
   */
  public void require() {
    for (PartitionEventLoop thread : threads) {
      if (thread.waiting() >= messagesMax) {
        refused.increment();
        throw new BusyException(
            Reason.OVERLOADED,
            "hub.dispatcher.messages-max=" + messagesMax + " messages wait for an event loop");
      }
    }
  }

  /** What clients were refused since the start. */
  public long refusedCount() {
    return refused.sum();
  }

  /** The chunk waits for its event loop. */
  void waits(Chunk chunk) {
    queuedBytes.addAndGet(chunk.bytes() + CHUNK_BYTES);
  }

  /** Its event loop has it. */
  void taken(Chunk chunk) {
    queuedBytes.addAndGet(-chunk.bytes() - CHUNK_BYTES);
  }

  /** Whether so much was appended that no owner has looked at yet that no more should be read. */
  boolean isBehind() {
    return queuedBytes.get() > queuedBytesMax;
  }

  /** A status waits for its event loop. */
  void statusWaits() {
    statuses.incrementAndGet();
  }

  /** A status was applied, or failed. */
  void statusTaken() {
    statuses.decrementAndGet();
  }

  /** Whether so many statuses wait that no more should be read. */
  public boolean isBehindStatuses() {
    return statuses.get() >= STATUSES_MAX;
  }
}
