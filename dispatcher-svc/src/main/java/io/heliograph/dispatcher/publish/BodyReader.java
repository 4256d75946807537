package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.NoRoomException;
import io.heliograph.kit.http.WebSettings;
import io.heliograph.kit.limit.BodyPace;
import io.heliograph.kit.thread.FatalErrors;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
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

  /** No id of a timer: those begin at 0. */
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final PublishSettings settings;
  private final WebSettings web;
  private final AdmissionBudget inFlight;

  BodyReader(Vertx vertx, PublishSettings settings, WebSettings web, AdmissionBudget inFlight) {
    this.vertx = vertx;
    this.settings = settings;
    this.web = web;
    this.inFlight = inFlight;
  }

  /**
   * The body; what it takes of the bytes in flight is given back by {@link HeldBody}. Fails with
   * {@link HubException} 413 over the limit, 503 when there is no room, 500 when the client breaks
   * off; then nothing is taken. To be called on the event loop.
   */
  public CompletionStage<HeldBody> read(HttpServerRequest request) {
    Reading reading = new Reading(request);
    reading.start();
    return reading.body;
  }

  /** The answer to a body of which more becomes than there is room for: 503, or 413 if ever. */
  public static HubException noRoom(NoRoomException full) {
    return full.ever()
        ? HubException.busy(ErrorCode.OVERLOADED, "too many bytes are being published")
        : new HubException(
            ErrorCode.TOO_LARGE,
            "the body needs more memory than hub.publish.in-flight-bytes-max allows in all");
  }

  private HubException tooLarge() {
    return new HubException(
        ErrorCode.TOO_LARGE, "the body may have at most " + bytesMax() + " bytes");
  }

  /** A body that no budget has room for is told so, not asked to come back. */
  private int bytesMax() {
    return (int) Math.min(settings.bodyBytesMax(), inFlight.bytesMax() / 2);
  }

  /** One body on its way; lives on the event loop of its request. */
  private final class Reading {
    private final HttpServerRequest request;
    private final BodyPace pace;
    private final CompletableFuture<HeldBody> body = new CompletableFuture<>();
    private final HeldBody held = new HeldBody(inFlight.budget());
    private int expected;
    private long length;
    private long timer = NO_TIMER;

    Reading(HttpServerRequest request) {
      this.request = request;
      this.pace = new BodyPace(web.progressWindow(), web.bytesPerSecondMin());
    }

    void start() {
      request.handler(this::chunk).endHandler(ended -> end()).exceptionHandler(this::broken);
      long declared = declaredBytes(request);
      expected = declared > 0 ? (int) Math.min(declared, bytesMax()) : bytesMax();
      if (declared > bytesMax()) {
        refuse(tooLarge());
      }
      request.resume();
      if (!body.isDone()) {
        // Most bodies came with their head and are whole by now.
        watchPace();
      }
    }

    private void watchPace() {
      timer =
          vertx.setPeriodic(
              web.progressWindow().toMillis(),
              window -> {
                if (pace.windowEnded()) {
                  timeout();
                }
              });
    }

    private void chunk(Buffer chunk) {
      pace.arrived(chunk.length());
      length += chunk.length();
      try {
        if (length > bytesMax()) {
          refuse(tooLarge());
        } else if (!held.append(chunk, expected)) {
          refuse(HubException.busy(ErrorCode.OVERLOADED, "too many bytes are being published"));
        }
      } catch (RuntimeException | Error failure) {
        refuse(failure);
        FatalErrors.check(failure);
      }
    }

    private void end() {
      vertx.cancelTimer(timer);
      if (body.isDone()) {
        return;
      }
      held.complete();
      body.complete(held);
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

    private void refuse(Throwable reason) {
      vertx.cancelTimer(timer);
      request.handler(chunk -> {});
      if (!request.isEnded()) {
        timer = vertx.setTimer(DISCARD_MILLIS, late -> request.connection().close());
      }
      fail(reason);
    }

    /** A body that was handed over stays with whoever has it. */
    private void fail(Throwable reason) {
      if (body.completeExceptionally(reason)) {
        held.release();
      }
    }

    /** The HTTP codec has checked that the header is a number, if it is there at all. */
    private static long declaredBytes(HttpServerRequest request) {
      String declared = request.getHeader("Content-Length");
      return declared == null ? 0 : Long.parseLong(declared);
    }
  }
}
