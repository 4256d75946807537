package io.heliograph.content;

import io.heliograph.content.ContentMeter.Operation;
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
 * Contents by name, sealed (encrypted at rest) or not: where a key is set, new ones are sealed and
 * old plain ones stay readable. No call blocks; thread-safe. Stages fail with an {@link
 * IOException} of the store or a {@link ContentException}, wrapped as stages do; {@link
 * StoreErrors} says what clients are told.
 */
public final class EncryptedContentStore {
  private final ContentStore store;
  private final UploadDirectory directory;
  private final Optional<ContentCipher> cipher;
  private final PutAttempts puts;
  private final BlockReader reader;
  private final ContentMeter meter;

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
   * @param cipher seals new contents; without it they are stored as they are, and sealed ones are
   *     not found
   * @param random says how long is waited between attempts; thread-safe
   */
  public EncryptedContentStore(
      ContentStore store,
      UploadDirectory directory,
      Optional<ContentCipher> cipher,
      ContentThreads threads,
      Limits limits,
      RandomGenerator random,
      ContentMeter meter) {
    this.directory = directory;
    this.store = store;
    this.cipher = cipher;
    this.puts = new PutAttempts(store, limits.putAttemptsMax(), limits.putWaitMax(), random);
    this.reader =
        new BlockReader(store, new BlockCache(limits.cacheBytesMax()), cipher, threads, meter);
    this.meter = meter;
  }

  /** Where a new content is written; blocks. */
  UploadFile newUpload(ContentHasher hasher) throws IOException {
    return UploadFile.open(directory.next(), cipher, hasher);
  }

  /** Where a content is; empty when it is not there. */
  public CompletionStage<Optional<ContentLocation>> find(ContentName name) {
    StoredName plain = new StoredName(name, false);
    return cipher.isEmpty()
        ? find(plain)
        : find(new StoredName(name, true))
            .thenCompose(
                first ->
                    first.isPresent() ? CompletableFuture.completedFuture(first) : find(plain));
  }

  private CompletionStage<Optional<ContentLocation>> find(StoredName name) {
    return meter
        .timed(Operation.EXISTS, () -> store.find(name))
        .thenApply(found -> found.map(there -> ContentLocation.of(name, there)));
  }

  /**
   * Stores what was uploaded; the file is gone from its folder afterwards, but not after a failure.
   */
  CompletionStage<Void> put(UploadFile upload, ContentName name) {
    return meter.timed(
        Operation.PUT, () -> puts.put(upload.file(), new StoredName(name, upload.isSealed())));
  }

  /** From {@code offset} on, at most up to {@code last}, which is included: at least one byte. */
  public CompletionStage<byte[]> read(ContentLocation content, long offset, long last) {
    return reader.from(content, offset, last);
  }

  /** A file of this machine with exactly the content's bytes, where there is one. */
  public Optional<Path> file(ContentLocation content) {
    return content.name().sealed() ? Optional.empty() : store.file(content.name());
  }

  /** Deletes a content that is older than {@code before}; whether one was there and is gone. */
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

  /** Makes a content appear under another name; false when there is none. */
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
