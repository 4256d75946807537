package io.heliograph.dispatcher.content;

import io.heliograph.content.ContentLocation;
import io.heliograph.content.ContentMeter;
import io.heliograph.content.EncryptedContentStore;
import io.heliograph.dispatcher.error.ErrorAnswers;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Sends a content or one range of it: a file by the operating system, anything else block by block,
 * the next one read while one is written. A client that does not read holds two blocks and no
 * thread. Lives on the event loop of its request.
 */
final class Download {
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final EncryptedContentStore contents;
  private final Context context;
  private final ContentMetrics metrics;

  Download(
      HttpServerRequest request,
      EncryptedContentStore contents,
      Context context,
      ContentMetrics metrics) {
    this.request = request;
    this.response = request.response();
    this.contents = contents;
    this.context = context;
    this.metrics = metrics;
  }

  Uni<Void> send(ContentLocation content) {
    long size = content.sizeBytes();
    String header = request.getHeader("Range");
    ByteRange range = new ByteRange(0, size - 1);
    if (header == null) {
      response.putHeader("Accept-Ranges", "bytes");
    } else {
      Optional<ByteRange> wanted = ByteRange.parse(header, size);
      if (wanted.isEmpty()) {
        response.putHeader("Content-Range", "bytes */" + size);
        ErrorAnswers.send(
            response, new HubException(ErrorCode.RANGE_NOT_SATISFIABLE, "invalid range end"));
        return Uni.createFrom().voidItem();
      }
      range = wanted.get();
      response
          .setStatusCode(206)
          .putHeader("Content-Range", "bytes " + range.first() + '-' + range.last() + '/' + size);
    }
    response.putHeader("Content-Type", "application/octet-stream");
    response.putHeader("Content-Length", Long.toString(range.length()));
    Optional<Path> file = contents.file(content);
    ByteRange sent = range;
    return Uni.createFrom()
        .emitter(
            emitter -> {
              if (file.isPresent()) {
                sendFile(file.get(), sent, emitter);
              } else {
                Blocks blocks = new Blocks(content, sent, emitter);
                blocks.next(contents.read(content, sent.first(), sent.last()), sent.first());
              }
            });
  }

  private void sendFile(Path file, ByteRange range, UniEmitter<? super Void> emitter) {
    long beginNanos = System.nanoTime();
    response
        .sendFile(file.toString(), range.first(), range.length())
        .onComplete(
            sent -> {
              // A client that went away is no failure of the store.
              boolean intact = sent.succeeded() || response.headWritten();
              metrics.ended(ContentMeter.Operation.FETCH, beginNanos, intact);
              metrics.downloaded(sent.succeeded() ? range.length() : 0);
              if (intact) {
                emitter.complete(null);
              } else {
                response.headers().clear();
                emitter.fail(ContentErrors.of(sent.cause()));
              }
            });
  }

  /** The blocks of one range, one after the other. */
  private final class Blocks {
    private final ContentLocation content;
    private final ByteRange range;
    private final UniEmitter<? super Void> emitter;

    Blocks(ContentLocation content, ByteRange range, UniEmitter<? super Void> emitter) {
      this.content = content;
      this.range = range;
      this.emitter = emitter;
    }

    void next(CompletionStage<byte[]> reading, long offset) {
      reading.whenComplete(
          (bytes, failure) ->
              context.runOnContext(
                  now -> {
                    if (failure != null) {
                      giveUp(failure);
                    } else {
                      write(bytes, offset);
                    }
                  }));
    }

    private void write(byte[] bytes, long offset) {
      long after = offset + bytes.length;
      if (after > range.last()) {
        response
            .end(Buffer.buffer(bytes))
            .onComplete(
                done -> {
                  metrics.downloaded(done.succeeded() ? bytes.length : 0);
                  emitter.complete(null);
                });
        return;
      }
      CompletionStage<byte[]> ahead = contents.read(content, after, range.last());
      response
          .write(Buffer.buffer(bytes))
          .onComplete(
              written -> {
                if (written.succeeded()) {
                  metrics.downloaded(bytes.length);
                  next(ahead, after);
                } else {
                  emitter.complete(null);
                }
              });
    }

    /** Once the head is sent only the end of the connection can tell of a failure. */
    private void giveUp(Throwable failure) {
      HubException answer = ContentErrors.of(failure);
      if (response.headWritten()) {
        request.connection().close();
        emitter.complete(null);
      } else {
        response.headers().clear();
        emitter.fail(answer);
      }
    }
  }
}
