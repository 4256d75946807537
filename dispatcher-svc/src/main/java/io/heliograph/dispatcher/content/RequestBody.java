package io.heliograph.dispatcher.content;

import io.heliograph.content.Upload;
import io.heliograph.content.UploadBody;
import io.heliograph.kit.http.WebSettings;
import io.heliograph.kit.limit.BodyPace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * The body of an HTTP request that is uploaded. Lives on the event loop of its request. A client
 * that sends more slowly than it must ends its upload.
 */
final class RequestBody implements UploadBody {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final HttpServerRequest request;
  private final Context context;
  private final BodyPace pace;
  private final long windowMillis;
  private boolean paused;
  private boolean ended;
  private long timer = -1;

  /** The body of that request, on whose event loop this is called. */
  RequestBody(HttpServerRequest request, WebSettings web) {
    this.request = request;
    this.context = Vertx.currentContext();
    this.pace = new BodyPace(web.progressWindow(), web.bytesPerSecondMin());
    this.windowMillis = web.progressWindow().toMillis();
  }

  @Override
  public long declaredBytes() {
    String length = request.getHeader("Content-Length");
    return length != null && LENGTH.matcher(length).matches() ? Long.parseLong(length) : 0;
  }

  @Override
  public void sendTo(Upload upload) {
    timer = context.owner().setPeriodic(windowMillis, window -> windowEnded(upload));
    request.exceptionHandler(lost -> upload.failed("the connection was lost"));
    request.handler(
        chunk -> {
          pace.arrived(chunk.length());
          upload.arrived(chunk.getBytes());
        });
    request.endHandler(
        end -> {
          ended = true;
          upload.ended();
        });
    request.resume();
  }

  private void windowEnded(Upload upload) {
    if (paused) {
      pace.held();
    }
    if (pace.windowEnded() && !ended) {
      upload.failed("the body stopped arriving");
    }
  }

  @Override
  public void pause() {
    if (!paused) {
      paused = true;
      pace.held();
      request.pause();
    }
  }

  @Override
  public void resume() {
    context.runOnContext(
        now -> {
          if (paused) {
            paused = false;
            request.resume();
          }
        });
  }

  @Override
  public void over() {
    context.runOnContext(now -> context.owner().cancelTimer(timer));
  }
}
