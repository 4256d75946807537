package io.heliograph.coordinator.state;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The log of cursors, {@code hub.cursors}: written in transactions, read by whoever fills a {@link
 * StateTable}. Thread-safe.
 */
public interface StateLog {
  /**
   * The one writer of this replica: with its first write one before it is fenced.
   *
   * @param beat called between waits
   */
  TransactionLog writer(Runnable beat);

  /** Where the log ends, transactions under way included; fails when the log is away. */
  CompletableFuture<Long> end();

  /** Completes when the table holds everything that was committed before that position. */
  CompletableFuture<Void> reach(long position);

  /**
   * Ends the writers of those processes for good: what they left open is aborted, and nothing more
   * of them is taken. Our own is left out.
   *
   * @param writers as in {@link OwnerRecord}
   */
  CompletableFuture<Void> fence(Set<String> writers);
}
