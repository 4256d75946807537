package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.content.ContentMetrics.Operation;
import io.heliograph.identify.ContentHasher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Contents by name, sealed or not: where sealing is on, new ones are sealed and old plain ones stay
 * readable. No call blocks; thread-safe.
 */
final class ContentVault {
  private final ContentStore store;
  private final Incoming incoming;
  private final Optional<Seal> seal;
  private final PutAttempts puts;
  private final BlockReader reader;
  private final ContentMetrics metrics;

  /** What reads and writes the store for it. */
  record Ways(PutAttempts puts, BlockReader reader) {}

  ContentVault(
      ContentStore store,
      Incoming incoming,
      Optional<Seal> seal,
      Ways ways,
      ContentMetrics metrics) {
    this.incoming = incoming;
    this.store = store;
    this.seal = seal;
    this.puts = ways.puts();
    this.reader = ways.reader();
    this.metrics = metrics;
  }

  /** Where a new content is written; blocks. */
  Spool spool(ContentHasher hasher) throws IOException {
    return Spool.open(incoming.next(), seal, hasher);
  }

  CompletionStage<Optional<Located>> find(ContentName name) {
    StoredName plain = new StoredName(name, false);
    return seal.isEmpty()
        ? find(plain)
        : find(new StoredName(name, true))
            .thenCompose(
                first ->
                    first.isPresent() ? CompletableFuture.completedFuture(first) : find(plain));
  }

  private CompletionStage<Optional<Located>> find(StoredName name) {
    return metrics
        .timed(Operation.EXISTS, () -> store.find(name))
        .thenApply(found -> found.map(there -> Located.of(name, there)));
  }

  /** Stores what was spooled; it is gone from its folder afterwards, but not after a failure. */
  CompletionStage<Void> put(Spool spool, ContentName name) {
    return metrics.timed(
        Operation.PUT, () -> puts.put(spool.file(), new StoredName(name, spool.isSealed())));
  }

  /** From {@code offset} on, at most up to {@code last}, which is included: at least one byte. */
  CompletionStage<byte[]> read(Located content, long offset, long last) {
    return reader.from(content, offset, last);
  }

  /** A file of this machine with exactly the content's bytes, where there is one. */
  Optional<Path> file(Located content) {
    return content.name().sealed() ? Optional.empty() : store.file(content.name());
  }

  /** Whether anything was there and is gone. */
  CompletionStage<Boolean> delete(ContentName name, Instant before) {
    return metrics.timed(
        Operation.DELETE,
        () ->
            store
                .delete(new StoredName(name, true), before)
                .thenCombine(
                    store.delete(new StoredName(name, false), before),
                    (first, second) -> first || second));
  }

  /** Whether there was a content to be copied. */
  CompletionStage<Boolean> copy(ContentName from, ContentName to) {
    return find(from)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedFuture(false)
                    : copy(found.get().name(), to));
  }

  private CompletionStage<Boolean> copy(StoredName from, ContentName to) {
    return metrics.timed(Operation.COPY, () -> store.copy(from, new StoredName(to, from.sealed())));
  }

  /** Removes all contents of a source that are older than {@code before}; how many objects. */
  CompletionStage<Long> expire(String source, Instant before) {
    return store.expire(source, before);
  }
}
