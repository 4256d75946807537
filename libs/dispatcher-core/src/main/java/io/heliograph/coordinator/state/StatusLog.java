package io.heliograph.coordinator.state;

import io.heliograph.coordinator.runtime.Turn;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The log of statuses, whose tail is given to the coordinator on every replica (D2). Thread-safe.
 */
public interface StatusLog {
  /** Per partition, the offset up to which statuses have been given to the coordinator. */
  long[] positions();

  /**
   * Gives the coordinator once more what was written from those positions up to now, on the calling
   * loop.
   *
   * @throws TimeoutException when nothing came for too long before that was reached
   * @throws ExecutionException when the log is away
   */
  void replay(Map<Integer, Long> from, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException;
}
