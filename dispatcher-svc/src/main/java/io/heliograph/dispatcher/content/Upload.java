package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.identify.ContentHasher;
import io.heliograph.identify.ContentHashes;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * One upload on its way to a file that nobody sees yet: chunk by chunk, the request paused while
 * the disk is behind, hashes computed on the way. On any failure the file is removed. Lives on the
 * event loop of its request.
 */
final class Upload {
  /** What arrived, and where it lies. */
  record Arrived(Path file, ContentHashes hashes) {}

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Path file;
  private final ContentHasher hasher;
  private final CompletableFuture<Arrived> arrived = new CompletableFuture<>();
  private boolean over;

  Upload(Vertx vertx, HttpServerRequest request, Path file, ContentHasher hasher) {
    this.hasher = hasher;
    this.vertx = vertx;
    this.request = request;
    this.file = file;
  }

  /** Reads the whole body; completes with what arrived, or with an error and no file. */
  CompletableFuture<Arrived> start() {
    request.pause();
    vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setWrite(true).setCreateNew(true))
        .onComplete(
            opened -> {
              if (opened.succeeded()) {
                receive(opened.result());
              } else {
                arrived.completeExceptionally(storeError(opened.cause()));
              }
            });
    return arrived;
  }

  private void receive(AsyncFile out) {
    out.exceptionHandler(failure -> fail(out, storeError(failure)));
    request.exceptionHandler(
        broken ->
            fail(out, new HubException(ErrorCode.BODY_UNREADABLE, "the connection was lost")));
    request.handler(chunk -> take(out, chunk));
    request.endHandler(
        ended ->
            out.close()
                .onComplete(
                    closed -> {
                      if (closed.failed()) {
                        fail(out, storeError(closed.cause()));
                      } else if (!over) {
                        over = true;
                        arrived.complete(new Arrived(file, hasher.finish()));
                      }
                    }));
    request.resume();
  }

  private void take(AsyncFile out, Buffer chunk) {
    if (over) {
      return;
    }
    byte[] bytes = chunk.getBytes();
    hasher.update(bytes, 0, bytes.length);
    out.write(chunk).onFailure(failure -> fail(out, storeError(failure)));
    if (out.writeQueueFull()) {
      request.pause();
      out.drainHandler(drained -> request.resume());
    }
  }

  private void fail(AsyncFile out, HubException reason) {
    if (over) {
      return;
    }
    over = true;
    request.resume();
    out.close()
        .eventually(() -> vertx.fileSystem().delete(file.toString()))
        .onComplete(gone -> arrived.completeExceptionally(reason));
  }

  /** A full disk is told apart from other failures. */
  static HubException storeError(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("No space left")
        ? new HubException(ErrorCode.STORE_FULL, "the content store is full")
        : new HubException(ErrorCode.STORE_FAILED, "store error in PutData");
  }
}
