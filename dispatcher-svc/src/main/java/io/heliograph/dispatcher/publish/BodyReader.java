package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.kit.http.WebSettings;
import io.heliograph.kit.limit.BodyPace;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads a request's whole body on the event loop, whatever its content type. Every chunk is taken
 * from the budget of bytes in flight when it arrives, so a client that only promises bytes holds
 * none. A refused body is read on and thrown away for a moment, so that the client sees the answer
 * instead of a broken pipe.
 */
@Singleton
public final class BodyReader {
  private static final long DISCARD_MILLIS = 5_000;

  private final Vertx vertx;
  private final PublishSettings settings;
  private final WebSettings web;
  private final InFlightBytes inFlight;

  BodyReader(Vertx vertx, PublishSettings settings, WebSettings web, InFlightBytes inFlight) {
    this.vertx = vertx;
    this.settings = settings;
    this.web = web;
    this.inFlight = inFlight;
  }

  /**
   * The body; its length stays taken from the bytes in flight until {@link #release}. Fails with
   * {@link HubException} 413 over the limit, 503 when there is no room, 500 when the client breaks
   * off; then nothing is taken. To be called on the event loop.
   */
  public CompletionStage<byte[]> read(HttpServerRequest request) {
    Reading reading = new Reading(request);
    reading.start();
    return reading.body;
  }

  /** Gives back the room of a body that was read and is not needed any more. */
  public void release(byte[] body) {
    inFlight.giveBack(body.length);
  }

  private HubException tooLarge() {
    return new HubException(
        ErrorCode.TOO_LARGE, "the body may have at most " + settings.bodyBytesMax() + " bytes");
  }

  /** One body on its way; lives on the event loop of its request. */
  private final class Reading {
    private final HttpServerRequest request;
    private final BodyPace pace;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final List<Buffer> chunks = new ArrayList<>(4);
    private int length;
    private long timer;

    Reading(HttpServerRequest request) {
      this.request = request;
      this.pace = new BodyPace(web.progressWindow(), web.bytesPerSecondMin());
    }

    void start() {
      request.handler(this::chunk).endHandler(ended -> end()).exceptionHandler(this::broken);
      timer =
          vertx.setPeriodic(
              web.progressWindow().toMillis(),
              window -> {
                if (pace.windowEnded()) {
                  timeout();
                }
              });
      if (declaredBytes(request) > bytesMax()) {
        refuse(tooLarge());
      }
      request.resume();
    }

    private void chunk(Buffer chunk) {
      pace.arrived(chunk.length());
      if ((long) length + chunk.length() > bytesMax()) {
        refuse(tooLarge());
      } else if (!inFlight.tryTake(chunk.length())) {
        refuse(HubException.busy(ErrorCode.OVERLOADED, "too many bytes are being published"));
      } else {
        length += chunk.length();
        chunks.add(chunk);
      }
    }

    private void end() {
      vertx.cancelTimer(timer);
      if (body.isDone()) {
        return;
      }
      byte[] bytes = chunks.size() == 1 ? chunks.getFirst().getBytes() : joined();
      chunks.clear();
      body.complete(bytes);
    }

    private byte[] joined() {
      byte[] bytes = new byte[length];
      int at = 0;
      for (Buffer chunk : chunks) {
        chunk.getBytes(bytes, at);
        at += chunk.length();
      }
      return bytes;
    }

    private void broken(Throwable failure) {
      vertx.cancelTimer(timer);
      fail(new HubException(ErrorCode.BODY_UNREADABLE, "the connection was lost"));
    }

    private void timeout() {
      refuse(
          new HubException(
              ErrorCode.BODY_UNREADABLE,
              "the body brought under " + web.bytesPerSecondMin() + " bytes a second"));
    }

    private void refuse(HubException reason) {
      vertx.cancelTimer(timer);
      request.handler(chunk -> {});
      if (!request.isEnded()) {
        timer = vertx.setTimer(DISCARD_MILLIS, late -> request.connection().close());
      }
      fail(reason);
    }

    private void fail(HubException reason) {
      inFlight.giveBack(length);
      length = 0;
      chunks.clear();
      body.completeExceptionally(reason);
    }

    private int bytesMax() {
      return settings.bodyBytesMax();
    }

    /** The HTTP codec has checked that the header is a number, if it is there at all. */
    private static long declaredBytes(HttpServerRequest request) {
      String declared = request.getHeader("Content-Length");
      return declared == null ? 0 : Long.parseLong(declared);
    }
  }
}
