package io.heliograph.dispatcher.publish;

/** When Kafka confirmed an event last: a full buffer is no sign that it is away. Thread-safe. */
final class KafkaProgress {
  private volatile long confirmedNanos = System.nanoTime();

  void confirmed() {
    confirmedNanos = System.nanoTime();
  }

  /** Whether Kafka has confirmed anything since that moment of {@link System#nanoTime}. */
  boolean since(long nanos) {
    return confirmedNanos - nanos > 0;
  }
}
