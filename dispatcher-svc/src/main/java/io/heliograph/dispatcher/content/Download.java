package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorAnswers;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Sends a file or one range of it; the operating system moves the bytes. */
final class Download {
  private final HttpServerRequest request;
  private final Path file;

  Download(HttpServerRequest request, Path file) {
    this.request = request;
    this.file = file;
  }

  Uni<Void> send() {
    long size = sizeOf(file);
    HttpServerResponse response = request.response();
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
    ByteRange sent = range;
    return Uni.createFrom()
        .emitter(
            emitter ->
                response
                    .sendFile(file.toString(), sent.first(), sent.length())
                    .onComplete(done -> emitter.complete(null)));
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
