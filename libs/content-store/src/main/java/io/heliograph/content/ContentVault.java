package io.heliograph.content;

import io.heliograph.content.StoreMeter.Operation;
import io.heliograph.identify.ContentHasher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Contents by name, sealed or not: where sealing is on, new ones are sealed and old plain ones stay
 * readable. No call blocks; thread-safe.
 */
public final class ContentVault {
  private final ContentStore store;
  private final Incoming incoming;
  private final Optional<Seal> seal;
  private final PutAttempts puts;
  private final BlockReader reader;
  private final StoreMeter meter;

  /**
   * How much may be spent.
   *
   * @param cacheBytesMax of blocks that are kept for reading again; 0 for none
   * @param putAttemptsMax how often a content is tried to be stored
   * @param putWaitMax the longest wait before another attempt
   */
  public record Limits(long cacheBytesMax, int putAttemptsMax, Duration putWaitMax) {}

  /**
   * Contents in that store; whoever makes the parts closes them.
   *
   * @param seal seals new contents; without it they are stored as they are, and sealed ones are not
   *     found
   * @param random says how long is waited between attempts; thread-safe
   */
  public ContentVault(
      ContentStore store,
      Incoming incoming,
      Optional<Seal> seal,
      ContentThreads threads,
      Limits limits,
      RandomGenerator random,
      StoreMeter meter) {
    this.incoming = incoming;
    this.store = store;
    this.seal = seal;
    this.puts = new PutAttempts(store, limits.putAttemptsMax(), limits.putWaitMax(), random);
    this.reader =
        new BlockReader(store, new BlockCache(limits.cacheBytesMax()), seal, threads, meter);
    this.meter = meter;
  }

  /** Where a new content is written; blocks. */
  Spool spool(ContentHasher hasher) throws IOException {
    return Spool.open(incoming.next(), seal, hasher);
  }

  public CompletionStage<Optional<Located>> find(ContentName name) {
    StoredName plain = new StoredName(name, false);
    return seal.isEmpty()
        ? find(plain)
        : find(new StoredName(name, true))
            .thenCompose(
                first ->
                    first.isPresent() ? CompletableFuture.completedFuture(first) : find(plain));
  }

  private CompletionStage<Optional<Located>> find(StoredName name) {
    return meter
        .timed(Operation.EXISTS, () -> store.find(name))
        .thenApply(found -> found.map(there -> Located.of(name, there)));
  }

  /** Stores what was spooled; it is gone from its folder afterwards, but not after a failure. */
  CompletionStage<Void> put(Spool spool, ContentName name) {
    return meter.timed(
        Operation.PUT, () -> puts.put(spool.file(), new StoredName(name, spool.isSealed())));
  }

  /** From {@code offset} on, at most up to {@code last}, which is included: at least one byte. */
  public CompletionStage<byte[]> read(Located content, long offset, long last) {
    return reader.from(content, offset, last);
  }

  /** A file of this machine with exactly the content's bytes, where there is one. */
  public Optional<Path> file(Located content) {
    return content.name().sealed() ? Optional.empty() : store.file(content.name());
  }

  /** Whether anything was there and is gone. */
  public CompletionStage<Boolean> delete(ContentName name, Instant before) {
    return meter.timed(
        Operation.DELETE,
        () ->
            store
                .delete(new StoredName(name, true), before)
                .thenCombine(
                    store.delete(new StoredName(name, false), before),
                    (first, second) -> first || second));
  }

  /** Whether there was a content to be copied. */
  public CompletionStage<Boolean> copy(ContentName from, ContentName to) {
    return find(from)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedFuture(false)
                    : copy(found.get().name(), to));
  }

  private CompletionStage<Boolean> copy(StoredName from, ContentName to) {
    return meter.timed(Operation.COPY, () -> store.copy(from, new StoredName(to, from.sealed())));
  }

  /** Removes all contents of a source that are older than {@code before}; how many objects. */
  public CompletionStage<Long> expire(String source, Instant before) {
    return store.expire(source, before);
  }
}
