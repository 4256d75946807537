package io.heliograph.dispatcher.publish;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A status of a batch that waits until Kafka has confirmed all of its results. Thread-safe: results
 * end on any thread, the last one releases or fails the status.
 */
final class PendingStatus {
  private static final String WITHOUT_RESULTS = "not published, since its results were not";

  private final SendBatch batch;
  private final int index;
  private final AtomicInteger open;
  private final Release release;
  private volatile boolean failed;

  /**
   * Holds the status at that place of the batch.
   *
   * @param results how many results it has, at least one
   * @param release called once, when all are confirmed
   */
  PendingStatus(SendBatch batch, int index, int results, Release release) {
    this.batch = batch;
    this.index = index;
    this.open = new AtomicInteger(results);
    this.release = release;
  }

  /** One of the results has ended, confirmed or not. */
  void resultEnded(boolean confirmed) {
    if (!confirmed) {
      failed = true;
    }
    if (open.decrementAndGet() > 0) {
      return;
    }
    if (failed) {
      batch.failed(index, WITHOUT_RESULTS, true);
    } else {
      release.release(batch, index);
    }
  }

  /** Sends a status of a batch. */
  @FunctionalInterface
  interface Release {
    /** Sends the status at that place of the batch. */
    void release(SendBatch batch, int index);
  }
}
