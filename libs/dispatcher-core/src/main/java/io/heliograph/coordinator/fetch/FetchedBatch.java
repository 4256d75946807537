package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Queue;
import java.util.Map;
import java.util.Set;

/**
 * What a fetch collected. Exactly one of {@link #answered} and {@link #failed} is called, from any
 * thread, when the answer was handed to the connection or could not be (invariant D3).
 */
public interface FetchedBatch {
  /**
   * The events in the order of hand-out, as they are to be written: leased ones carry {@code
   * dequeued}. None any more once the batch has been answered or has failed. For one thread.
   */
  AnswerEvents events();

  /** Events that a filter rejected, by {@code Stage-reason}. */
  Map<String, Integer> filtered();

  /** Wanted queues that have no partition here, in order of precedence; empty when ready. */
  Set<Queue> notReady();

  /** Whether plugins are paused: then there is nothing else in the batch. */
  boolean paused();

  /**
   * Why there is nothing although there may be work (header {@code Heliograph-Throttled}); empty
   * when there is nothing to be had, or something in the batch.
   */
  default String throttled() {
    return "";
  }

  /** Names this batch for a later {@code confirms}; empty unless asked for by the order. */
  String confirmation();

  /** The answer was handed to the connection without error. */
  void answered();

  /** The answer was not written: what the batch holds is free for other fetches again. */
  void failed();
}
