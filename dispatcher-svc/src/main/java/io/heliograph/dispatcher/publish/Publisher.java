package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.NoRoomException;
import io.heliograph.event.publish.PublishOutcome;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.UnreadableBodyException;
import io.heliograph.kit.limit.SparseLog;
import io.heliograph.kit.thread.FatalErrors;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes a body through the pipeline to Kafka and says what came of it. Parsing and sending happen
 * on the {@link PublishExecutor}; Kafka's own thread completes the answer, so no thread waits. With
 * sync=true an answer of 200 means that every in-sync replica has every event (D1).
 *
 * <p>Whatever is thrown on the way, the request is answered and its body settled, once.
 */
@Singleton
final class Publisher {
  private static final Logger LOG = Logger.getLogger(Publisher.class);
  private static final SparseLog SPARSE = new SparseLog(LOG);

  private final Executor workers;
  private final PublishPipeline pipeline;
  private final ExpediteRule expedite;
  private final EventProducer producer;
  private final PublishMetrics metrics;
  private final PublishListener published;
  private final Consumer<Throwable> fatal;

  @Inject
  Publisher(
      PublishExecutor workers,
      PublishPipeline pipeline,
      ExpediteRule expedite,
      EventProducer producer,
      PublishMetrics metrics,
      PublishListener published) {
    this(
        workers::execute,
        pipeline,
        expedite,
        producer,
        new Told(metrics, published, FatalErrors::check));
  }

  /**
   * For tests.
   *
   * @param workers refuses with {@link HubException} when it is full
   */
  Publisher(
      Executor workers,
      PublishPipeline pipeline,
      ExpediteRule expedite,
      EventProducer producer,
      Told told) {
    this.workers = workers;
    this.pipeline = pipeline;
    this.expedite = expedite;
    this.producer = producer;
    this.metrics = told.metrics;
    this.published = told.published;
    this.fatal = told.fatal;
  }

  /**
   * Who is told of what happens.
   *
   * @param fatal gets every failure that is not the client's, after it was answered
   */
  record Told(PublishMetrics metrics, PublishListener published, Consumer<Throwable> fatal) {}

  /**
   * Publishes the events of a body. Completes with the 200, or with what the client is to be told
   * instead; the body is settled when nothing of the request is in flight any more, which for
   * sync=false is after the answer. Never throws.
   */
  CompletionStage<PublishAnswer> publish(PublishRequest request, HeldBody body) {
    Pending pending = new Pending(request, body, new CompletableFuture<>(), System.nanoTime());
    try {
      workers.execute(() -> work(pending));
    } catch (RuntimeException | Error failure) {
      refuse(pending, failure);
    }
    return pending.answer;
  }

  private void work(Pending pending) {
    try {
      metrics.buffered(System.nanoTime() - pending.startNanos);
      if (!producer.reached()) {
        throw away();
      }
      PublishOutcome outcome = transform(pending.request, pending.body);
      pending.body.drop();
      if (outcome.events().isEmpty()) {
        throw PublishAnswers.nothingLeft(outcome);
      }
      PublishAnswer accepted = PublishAnswer.of(outcome, pending.request.includeOk());
      long sentNanos = System.nanoTime();
      SendBatch batch = producer.send(expedite.within(outcome.events()));
      if (!pending.request.sync() && !batch.hasFailures()) {
        pending.answer.complete(accepted);
      }
      var unused = batch.done().thenAccept(done -> ended(pending, done, accepted, sentNanos));
    } catch (UnreadableBodyException unreadable) {
      refuse(pending, new HubException(ErrorCode.INVALID_EVENTS, unreadable.detail()));
    } catch (NoRoomException full) {
      refuse(pending, BodyReader.noRoom(full));
    } catch (RuntimeException | Error failure) {
      refuse(pending, failure);
    }
  }

  private PublishOutcome transform(PublishRequest request, HeldBody held)
      throws UnreadableBodyException {
    long startNanos = System.nanoTime();
    PublishPipeline bounded = pipeline.within(held);
    byte[] body = held.bytes();
    PublishOutcome outcome;
    if (request.avro()) {
      outcome = bounded.avro(request.model(), body);
    } else if (request.provenance().isEmpty()) {
      outcome = bounded.json(request.model(), body);
    } else {
      outcome = bounded.onBehalf(request.model(), body, request.provenance());
    }
    metrics.transformed(System.nanoTime() - startNanos, outcome);
    return outcome;
  }

  /** Kafka has answered all. The client comes first; whoever else listens must not keep it. */
  private void ended(Pending pending, SendBatch done, PublishAnswer accepted, long sentNanos) {
    boolean listened = false;
    try {
      if (done.hasFailures()) {
        if (!pending.answer.completeExceptionally(PublishAnswers.notAllProduced(done))) {
          countLate(done);
        }
      } else {
        pending.answer.complete(accepted);
      }
      metrics.confirmed(System.nanoTime() - sentNanos);
      if (!done.hasFailures() && published.isOn()) {
        workers.execute(() -> tell(pending, done));
        listened = true;
      }
    } catch (HubException full) {
      LOG.debugf("listeners not notified events=%d", done.events().size());
    } catch (RuntimeException | Error failure) {
      SPARSE.failed("unexpected error while publishing", failure);
      pending.answer.completeExceptionally(failure);
      fatal.accept(failure);
    } finally {
      if (!listened) {
        pending.body.settled();
      }
    }
  }

  private void tell(Pending pending, SendBatch done) {
    try {
      published.published(done.events());
    } catch (RuntimeException | Error failure) {
      SPARSE.failed("a listener of publications failed", failure);
      fatal.accept(failure);
    } finally {
      pending.body.settled();
    }
  }

  private void countLate(SendBatch batch) {
    for (int index = 0; index < batch.events().size(); index++) {
      if (batch.reason(index) != null) {
        metrics.failedLate(batch.events().get(index));
      }
    }
  }

  private void refuse(Pending pending, Throwable reason) {
    try {
      pending.answer.completeExceptionally(reason);
    } finally {
      pending.body.settled();
    }
    fatal.accept(reason);
  }

  static HubException away() {
    return HubException.busy(
        ErrorCode.UNAVAILABLE, EventProducer.AWAY + ", none of the events was published");
  }

  /** An answer that is owed, and what is held for it. */
  private record Pending(
      PublishRequest request,
      HeldBody body,
      CompletableFuture<PublishAnswer> answer,
      long startNanos) {}
}
