package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.identify.ContentHasher;
import io.heliograph.identify.ContentHashes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** The store as the event loop sees it: nothing here blocks. */
@Singleton
final class Contents {
  private final Vertx vertx;
  private final LocalContentStore store;
  private final ContentSettings settings;
  private final AtomicInteger uploads = new AtomicInteger();

  Contents(Vertx vertx, ContentSettings settings, DataSettings data) throws IOException {
    this.vertx = vertx;
    this.settings = settings;
    this.store = new LocalContentStore(data.directory().resolve("content"));
  }

  CompletionStage<ContentHashes> upload(
      HttpServerRequest request, ContentPlace place, ContentHasher hasher) {
    if (uploads.incrementAndGet() > settings.uploadsMax()) {
      uploads.decrementAndGet();
      throw HubException.busy(ErrorCode.OVERLOADED, "too many uploads at the same time");
    }
    return new Upload(vertx, request, store.begin(), hasher)
        .start()
        .thenCompose(arrived -> onDisk(() -> keep(arrived, place)))
        .whenComplete((hashes, failure) -> uploads.decrementAndGet());
  }

  private ContentHashes keep(Upload.Arrived arrived, ContentPlace place) throws IOException {
    ContentHashes hashes = arrived.hashes();
    if (hashes.sizeBytes() == 0) {
      Files.deleteIfExists(arrived.file());
      throw new HubException(ErrorCode.NO_CONTENT, "no content in request body");
    }
    String expected = place.expectedSha256();
    if (!expected.isEmpty() && !expected.equals(hashes.sha256())) {
      Files.deleteIfExists(arrived.file());
      throw new HubException(
          ErrorCode.SHA256_MISMATCH,
          "sha256 mismatch - supplied: " + expected + " vs calc: " + hashes.sha256());
    }
    try {
      store.publish(
          arrived.file(), new ContentName(place.source(), place.label(), hashes.sha256()));
      return hashes;
    } catch (IOException failure) {
      Files.deleteIfExists(arrived.file());
      throw Upload.storeError(failure);
    }
  }

  CompletionStage<Optional<Path>> find(ContentName name) {
    return onDisk(() -> store.find(name));
  }

  /** Whether the file went away; empty when there was none. */
  CompletionStage<Optional<Boolean>> delete(ContentName name, long ifOlderThanSecond) {
    return onDisk(
        () ->
            store.find(name).isEmpty()
                ? Optional.<Boolean>empty()
                : Optional.of(store.delete(name, ifOlderThanSecond)));
  }

  /** Whether there was a file to be copied. */
  CompletionStage<Boolean> copy(ContentName from, ContentName to) {
    return onDisk(
        () -> {
          Optional<Path> file = store.find(from);
          if (file.isPresent()) {
            store.copy(file.get(), to);
          }
          return file.isPresent();
        });
  }

  private <T> CompletionStage<T> onDisk(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    vertx
        .executeBlocking(work, false)
        .onComplete(
            outcome -> {
              if (outcome.succeeded()) {
                done.complete(outcome.result());
              } else {
                done.completeExceptionally(outcome.cause());
              }
            });
    return done;
  }
}
