package io.heliograph.content;

import io.heliograph.kit.limit.SparseLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Stores a file, with further attempts after a random wait when the store fails (contract
 * dispatcher.md part 2 section 7). A full store is not tried again: the client is told at once.
 * Nothing blocks; thread-safe.
 */
final class PutAttempts {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(PutAttempts.class));

  private final ContentStore store;
  private final int attemptsMax;
  private final long waitMillisMax;
  private final RandomGenerator random;

  PutAttempts(ContentStore store, int attemptsMax, Duration waitMax, RandomGenerator random) {
    this.store = store;
    this.attemptsMax = attemptsMax;
    this.waitMillisMax = waitMax.toMillis();
    this.random = random;
  }

  /** Completes when the object is durable; after the last failure the file is still there. */
  CompletionStage<Void> put(Path file, StoredName name) {
    return attempt(file, name, 1);
  }

  private CompletionStage<Void> attempt(Path file, StoredName name, int number) {
    return store
        .put(file, name)
        .exceptionallyCompose(
            failure -> {
              if (number >= attemptsMax || !StoreErrors.mayPass(failure)) {
                return CompletableFuture.failedStage(failure);
              }
              long waitMillis = random.nextLong(waitMillisMax + 1);
              LOG.warn(
                  "attempt " + number,
                  () ->
                      "content put failed attempt=%d wait_ms=%d cause=%s"
                          .formatted(number, waitMillis, failure));
              return CompletableFuture.runAsync(
                      () -> {},
                      CompletableFuture.delayedExecutor(
                          waitMillis, TimeUnit.MILLISECONDS, Runnable::run))
                  .thenCompose(waited -> attempt(file, name, number + 1));
            });
  }
}
