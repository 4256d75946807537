package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.publish.PublishOutcome;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.UnreadableBodyException;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes a body through the pipeline to Kafka and says what came of it. Parsing and sending happen
 * on the {@link Workers}; Kafka's own thread completes the answer, so no thread waits. With
 * sync=true an answer of 200 means that every in-sync replica has every event (D1).
 */
@Singleton
final class Publisher {
  private final Workers workers;
  private final PublishPipeline pipeline;
  private final EventProducer producer;
  private final PublishMetrics metrics;
  private final PublishedEvents published;

  Publisher(
      Workers workers,
      PublishPipeline pipeline,
      EventProducer producer,
      PublishMetrics metrics,
      PublishedEvents published) {
    this.workers = workers;
    this.pipeline = pipeline;
    this.producer = producer;
    this.metrics = metrics;
    this.published = published;
  }

  /**
   * Publishes the events of a body. Completes with the body of a 200, or with a {@link
   * HubException} that names the reason; {@code settled} runs when nothing of the request is in
   * flight any more, which for sync=false is after the answer.
   */
  CompletionStage<byte[]> publish(PublishRequest request, byte[] body, Runnable settled) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    long arrivedNanos = System.nanoTime();
    try {
      workers.execute(
          () -> {
            metrics.buffered(System.nanoTime() - arrivedNanos);
            work(request, body, new Pending(answer, settled));
          });
    } catch (HubException full) {
      new Pending(answer, settled).refuse(full);
    }
    return answer;
  }

  private void work(PublishRequest request, byte[] body, Pending pending) {
    try {
      if (!producer.reached()) {
        throw HubException.busy(
            ErrorCode.UNAVAILABLE, EventProducer.AWAY + ", none of the events was published");
      }
      PublishOutcome outcome = transform(request, body);
      if (outcome.events().isEmpty()) {
        throw PublishAnswers.nothingLeft(outcome);
      }
      produce(request, outcome, pending);
    } catch (UnreadableBodyException unreadable) {
      pending.refuse(new HubException(ErrorCode.INVALID_EVENTS, unreadable.detail()));
    } catch (RuntimeException failure) {
      pending.refuse(failure);
    }
  }

  private PublishOutcome transform(PublishRequest request, byte[] body)
      throws UnreadableBodyException {
    long startNanos = System.nanoTime();
    PublishOutcome outcome;
    if (request.avro()) {
      outcome = pipeline.avro(request.model(), body);
    } else if (request.provenance().isEmpty()) {
      outcome = pipeline.json(request.model(), body);
    } else {
      outcome = pipeline.onBehalf(request.model(), body, request.provenance());
    }
    metrics.transformed(System.nanoTime() - startNanos, outcome);
    return outcome;
  }

  private void produce(PublishRequest request, PublishOutcome outcome, Pending pending) {
    long startNanos = System.nanoTime();
    SendBatch batch = producer.send(outcome.events());
    byte[] accepted = PublishAnswers.accepted(outcome, request.includeOk());
    boolean answered = !request.sync() && !batch.hasFailures();
    if (answered) {
      pending.answer().complete(accepted);
    }
    var unused =
        batch
            .done()
            .thenAccept(
                done -> {
                  metrics.confirmed(System.nanoTime() - startNanos);
                  if (!done.hasFailures()) {
                    published.published(done.events());
                  }
                  pending.settled().run();
                  if (answered) {
                    countLate(done);
                  } else if (done.hasFailures()) {
                    pending.answer().completeExceptionally(PublishAnswers.notAllProduced(done));
                  } else {
                    pending.answer().complete(accepted);
                  }
                });
  }

  private void countLate(SendBatch batch) {
    for (int index = 0; batch.hasFailures() && index < batch.events().size(); index++) {
      if (batch.reason(index) != null) {
        metrics.failedLate(batch.events().get(index));
      }
    }
  }

  /** An answer that is owed, and what is to be given back when all is over. */
  private record Pending(CompletableFuture<byte[]> answer, Runnable settled) {
    void refuse(RuntimeException reason) {
      settled.run();
      answer.completeExceptionally(reason);
    }
  }
}
