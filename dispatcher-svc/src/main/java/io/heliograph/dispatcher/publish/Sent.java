package io.heliograph.dispatcher.publish;

import io.heliograph.event.PreparedEvent;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One event on its way: what the producer calls when it has ended. */
final class Sent implements Callback {
  private final SendBatch batch;
  private final int index;
  private final PreparedEvent event;
  private final @Nullable PendingStatus held;
  private volatile @Nullable Thread sender = Thread.currentThread();
  private final PublishMetrics metrics;
  private final KafkaProgress progress;
  private final AtomicBoolean ended = new AtomicBoolean();
  private long begunNanos;
  private boolean again;
  private boolean away;

  /**
   * @param held the status that waits for this event
   */
  Sent(
      SendBatch batch,
      int index,
      @Nullable PendingStatus held,
      PublishMetrics metrics,
      KafkaProgress progress) {
    this.batch = batch;
    this.index = index;
    this.event = batch.events().get(index);
    this.held = held;
    this.metrics = metrics;
    this.progress = progress;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, @Nullable Exception failure) {
    if (failure == null) {
      progress.confirmed();
      try {
        metrics.produced(event);
      } finally {
        batch.confirmed(index);
        end(true);
      }
    } else {
      boolean neverSent = Thread.currentThread().equals(sender);
      boolean late = neverSent && failure instanceof TimeoutException;
      again = late && progress.since(begunNanos);
      away = late && !again;
      if (!again) {
        fail(failure, neverSent);
      }
    }
  }

  /** The next send: it is worth another one while Kafka makes room, however slowly. */
  void begins() {
    again = false;
    begunNanos = System.nanoTime();
  }

  PreparedEvent event() {
    return event;
  }

  /** Whether the event is to be sent once more. */
  boolean again() {
    return again;
  }

  /** The sending has ended; whether it blocked in vain. */
  boolean ends() {
    sender = null;
    return away;
  }

  void fail(Throwable failure, boolean neverSent) {
    try {
      metrics.failed(event);
    } finally {
      batch.failed(index, reason(failure, neverSent), neverSent);
      end(false);
    }
  }

  /** Once, though Kafka may both call back and throw. */
  private void end(boolean confirmed) {
    if (held != null && ended.compareAndSet(false, true)) {
      held.resultEnded(confirmed);
    }
  }

  private String reason(Throwable failure, boolean neverSent) {
    return switch (failure) {
      case RecordTooLargeException tooLarge ->
          "message too large for kafka: " + event.json().length + " bytes";
      case TimeoutException late when neverSent -> EventProducer.AWAY;
      case TimeoutException late -> "kafka did not confirm in time, the event may be published";
      default -> "kafka refused the event: " + failure.getClass().getSimpleName();
    };
  }
}
