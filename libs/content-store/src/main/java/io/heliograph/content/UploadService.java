package io.heliograph.content;

import io.heliograph.content.ContentException.Reason;
import io.heliograph.content.format.FormatDetection;
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
public final class UploadService {
  private final EncryptedContentStore contents;
  private final ContentThreads threads;
  private final FormatDetection formats;
  private final UploadSpace space;
  private final int uploadsMax;
  private final AtomicInteger uploads = new AtomicInteger();

  /**
   * Takes uploads into that store; whoever makes the parts closes them.
   *
   * @param formats tells the formats of what arrives
   * @param space for what has arrived of them
   * @param uploadsMax how many may be under way
   */
  public UploadService(
      EncryptedContentStore contents,
      ContentThreads threads,
      FormatDetection formats,
      UploadSpace space,
      int uploadsMax) {
    this.contents = contents;
    this.threads = threads;
    this.formats = formats;
    this.space = space;
    this.uploadsMax = uploadsMax;
  }

  /**
   * Stores a body under its SHA-256. To be called on the thread that the body lives on.
   *
   * @return completes when the content is durable; fails with a {@link ContentException}, and then
   *     nothing of it is left
   */
  public CompletionStage<StoredContent> upload(UploadBody body, UploadTarget target) {
    UploadSpace.Share share;
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
                contents.newUpload(
                    target.skipIdentify() ? ContentHasher.sha256Only() : ContentHasher.all()),
            share);
    return upload
        .start()
        .thenCompose(arrived -> keep(arrived, target))
        .whenComplete(
            (stored, failure) -> {
              share.close();
              uploads.decrementAndGet();
            });
  }

  private CompletionStage<StoredContent> keep(Upload.Arrived arrived, UploadTarget target) {
    ContentHashes hashes = arrived.hashes();
    String expected = target.expectedSha256();
    if (!expected.isEmpty() && !expected.equals(hashes.sha256())) {
      threads.cleanUp(arrived.file()::discard);
      throw new ContentException(
          Reason.HASH_MISMATCH,
          "sha256 mismatch - supplied: " + shown(expected) + " vs calc: " + hashes.sha256());
    }
    return typed(arrived, target)
        .thenCompose(
            type ->
                contents
                    .put(
                        arrived.file(),
                        new ContentName(target.source(), target.label(), hashes.sha256()))
                    .thenApply(done -> new StoredContent(hashes, type)))
        .exceptionally(
            failure -> {
              threads.cleanUp(arrived.file()::discard);
              throw StoreErrors.of(failure);
            });
  }

  private CompletionStage<Optional<FileType>> typed(Upload.Arrived arrived, UploadTarget target) {
    return target.skipIdentify()
        ? CompletableFuture.completedFuture(Optional.empty())
        : formats
            .identify(
                new FormatDetection.Subject(target.source(), arrived.hashes().sha256()),
                arrived.file()::reading)
            .thenApply(Optional::of);
  }

  /** Input of anybody is shown cut to a length. */
  private static String shown(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }
}
