package io.heliograph.content;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Told what the store and the cache before it do. Called on any thread; must not block. */
public interface ContentMeter {
  /** What is timed. */
  enum Operation {
    PUT,
    /** A block of an object, or a whole file that the operating system sends. */
    FETCH,
    EXISTS,
    COPY,
    DELETE,
    /** A block that the cache had. */
    CACHE_FETCH,
    /** A block that the cache did not have and the store had to give. */
    CACHE_FETCH_MISS
  }

  /** The cache was asked. */
  void lookedUp(boolean hit);

  /** The operation began at that {@link System#nanoTime} and ends now. */
  void ended(Operation operation, long beginNanos, boolean success);

  /** The same stage, with its time taken. */
  default <T> CompletionStage<T> timed(Operation operation, Supplier<CompletionStage<T>> work) {
    long beginNanos = System.nanoTime();
    return work.get()
        .whenComplete((outcome, failure) -> ended(operation, beginNanos, failure == null));
  }
}
