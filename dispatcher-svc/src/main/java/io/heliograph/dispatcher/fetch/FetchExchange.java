package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.fetch.EventSource.RunningFetch;
import io.heliograph.coordinator.fetch.FetchedBatch;
import io.heliograph.dispatcher.error.ErrorAnswers;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.avro.AvroBulk;
import io.heliograph.kit.limit.SparseLog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One fetch request under way. Lives on the event loop of its connection. Keeps D3: a batch counts
 * as handed out only when its last byte was written to the connection without error; a client that
 * goes away earlier frees it.
 */
final class FetchExchange {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(FetchExchange.class));
  private static final String THROTTLED = "Heliograph-Throttled";
  private static final String BATCH = "Heliograph-Batch";

  private final RoutingContext context;
  private final FetchParameters parameters;
  private final FetchSettings settings;
  private final FetchMetrics metrics;
  private final Context home;

  /** To be called on the event loop of the request. */
  FetchExchange(
      RoutingContext context,
      FetchParameters parameters,
      FetchSettings settings,
      FetchMetrics metrics) {
    this.context = context;
    this.parameters = parameters;
    this.settings = settings;
    this.metrics = metrics;
    this.home = context.vertx().getOrCreateContext();
  }

  /** Waits for the fetch and writes its answer; completes when that is written or impossible. */
  Uni<Void> answer(RunningFetch running) {
    context.addEndHandler(
        ended -> {
          if (ended.failed()) {
            running.cancel();
          }
        });
    return Uni.createFrom()
        .emitter(
            emitter -> {
              var unused =
                  running
                      .batch()
                      .whenComplete(
                          (batch, failure) ->
                              home.runOnContext(any -> collected(batch, failure, emitter)));
            });
  }

  private void collected(
      @Nullable FetchedBatch batch, @Nullable Throwable failure, UniEmitter<? super Void> emitter) {
    if (batch == null) {
      ErrorAnswers.send(context.response(), errorOf(failure));
      emitter.complete(null);
      return;
    }
    answer(batch)
        .onComplete(
            written -> {
              if (written.succeeded()) {
                metrics.answered(parameters.subscription(), batch);
                batch.answered();
              } else {
                batch.failed();
                metrics.unwritten(written.cause());
                unwritten(written.cause());
              }
              emitter.complete(null);
            });
  }

  private Future<Void> answer(FetchedBatch batch) {
    MultipartAnswer multipart = new MultipartAnswer();
    if (!parameters.avro()) {
      byte[] info = info(batch, batch.events().size());
      return write(batch, multipart, multipart.json(info, batch.events()));
    }
    return context
        .vertx()
        .executeBlocking(
            () -> {
              AvroBulk bulk =
                  new AvroBulk(
                      parameters.subscription().model(), batch.events(), this::unconvertible);
              return multipart.avro(info(batch, bulk.size()), bulk);
            },
            false)
        .compose(pieces -> write(batch, multipart, pieces));
  }

  private static byte[] info(FetchedBatch batch, int fetched) {
    return batch.paused()
        ? MultipartAnswer.pausedInfo()
        : MultipartAnswer.info(batch.filtered(), fetched, batch.notReady());
  }

  /** What cannot be told in Avro is left out, as what is no event is: else it holds all others. */
  private void unconvertible(IllegalArgumentException why) {
    metrics.unconvertible();
    LOG.failed("event omitted from an Avro response", why);
  }

  private Future<Void> write(FetchedBatch batch, MultipartAnswer multipart, Pieces pieces) {
    return head(batch, multipart, pieces.length())
        .compose(open -> new AnswerWriter(context, home, settings).write(pieces));
  }

  /** The response with its headers set, or a failure when the client is gone. */
  private Future<HttpServerResponse> head(
      FetchedBatch batch, MultipartAnswer multipart, long length) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return Future.failedFuture(new CancellationException("the client went away"));
    }
    response.putHeader("Content-Type", multipart.contentType());
    response.putHeader("Content-Length", Long.toString(length));
    if (!batch.throttled().isEmpty()) {
      response.putHeader(THROTTLED, batch.throttled());
    }
    if (!batch.confirmation().isEmpty()) {
      response.putHeader(BATCH, batch.confirmation());
    }
    return Future.succeededFuture(response);
  }

  /** A lost connection is the client's business; anything else is ours and is told. */
  private void unwritten(Throwable cause) {
    HttpServerResponse response = context.response();
    if (!response.headWritten() && !response.closed()) {
      ErrorAnswers.send(response, errorOf(cause));
    }
  }

  private static HubException errorOf(@Nullable Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    HubException told = HubException.told(cause);
    if (told != null) {
      return told;
    }
    if (cause instanceof CancellationException) {
      return HubException.busy(ErrorCode.UNAVAILABLE, "partitions are being reassigned, retry");
    }
    LOG.failed("fetch failed", cause);
    return new HubException(ErrorCode.FETCH_FAILED, HubException.NO_DETAIL);
  }
}
