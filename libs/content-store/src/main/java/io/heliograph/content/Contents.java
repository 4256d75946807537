package io.heliograph.content;

import io.heliograph.content.ContentException.Reason;
import io.heliograph.content.format.Identification;
import io.heliograph.identify.ContentHasher;
import io.heliograph.identify.ContentHashes;
import io.heliograph.identify.FileType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes uploads: bounds their number, checks what arrived, stores it. Thread-safe; no call blocks.
 */
public final class Contents {
  private final ContentVault vault;
  private final ContentThreads threads;
  private final Identification identification;
  private final SpoolSpace space;
  private final int uploadsMax;
  private final AtomicInteger uploads = new AtomicInteger();

  /**
   * Takes uploads into that store.
   *
   * @param space for what has arrived of them
   * @param uploadsMax how many may be under way
   */
  public Contents(
      ContentVault vault,
      ContentThreads threads,
      Identification identification,
      SpoolSpace space,
      int uploadsMax) {
    this.vault = vault;
    this.threads = threads;
    this.identification = identification;
    this.space = space;
    this.uploadsMax = uploadsMax;
  }

  /**
   * Stores a body under its SHA-256. To be called on the thread that the body lives on.
   *
   * @return completes when the content is durable; fails with a {@link ContentException}, and then
   *     nothing of it is left
   */
  public CompletionStage<Stored> upload(UploadBody body, UploadPlace place) {
    SpoolSpace.Share share;
    try {
      share = space.open(body.declaredBytes());
    } catch (ContentException refused) {
      return CompletableFuture.failedStage(refused);
    }
    if (uploads.incrementAndGet() > uploadsMax) {
      uploads.decrementAndGet();
      share.close();
      return CompletableFuture.failedStage(
          ContentException.busy("too many uploads at the same time"));
    }
    Upload upload =
        new Upload(
            body,
            threads,
            () ->
                vault.spool(
                    place.skipIdentify() ? ContentHasher.sha256Only() : ContentHasher.all()),
            share);
    return upload
        .start()
        .thenCompose(arrived -> keep(arrived, place))
        .whenComplete(
            (stored, failure) -> {
              share.close();
              uploads.decrementAndGet();
            });
  }

  private CompletionStage<Stored> keep(Upload.Arrived arrived, UploadPlace place) {
    ContentHashes hashes = arrived.hashes();
    String expected = place.expectedSha256();
    if (!expected.isEmpty() && !expected.equals(hashes.sha256())) {
      threads.cleanUp(arrived.spool()::discard);
      throw new ContentException(
          Reason.HASH_MISMATCH,
          "sha256 mismatch - supplied: " + shown(expected) + " vs calc: " + hashes.sha256());
    }
    return typed(arrived, place)
        .thenCompose(
            type ->
                vault
                    .put(
                        arrived.spool(),
                        new ContentName(place.source(), place.label(), hashes.sha256()))
                    .thenApply(done -> new Stored(hashes, type)))
        .exceptionally(
            failure -> {
              threads.cleanUp(arrived.spool()::discard);
              throw StoreErrors.of(failure);
            });
  }

  private CompletionStage<Optional<FileType>> typed(Upload.Arrived arrived, UploadPlace place) {
    return place.skipIdentify()
        ? CompletableFuture.completedFuture(Optional.empty())
        : identification
            .identify(
                new Identification.Subject(place.source(), arrived.hashes().sha256()),
                arrived.spool()::reading)
            .thenApply(Optional::of);
  }

  /** Input of anybody is shown cut to a length. */
  private static String shown(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }
}
