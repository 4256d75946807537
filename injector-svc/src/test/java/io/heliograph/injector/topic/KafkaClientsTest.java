package io.heliograph.injector.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.metrics.JmxReporter;
import org.junit.jupiter.api.Test;

/** What the clients that are made know of their limits; no broker is asked. */
class KafkaClientsTest {
  private static final int EVENT_BYTES_MAX = 5 << 20;
  private static final Map<String, Object> TOLD = new ConcurrentHashMap<>();

  private final KafkaClients clients =
      new KafkaClients(
          Map.of("bootstrap.servers", "127.0.0.1:1", "metric.reporters", Told.class.getName()),
          new Defaults(),
          new Slot(),
          () -> EVENT_BYTES_MAX);

  /** Kafka tells its reporters all that a client was made with. */
  public static final class Told extends JmxReporter {
    @Override
    public void configure(Map<String, ?> given) {
      super.configure(given);
      TOLD.clear();
      TOLD.putAll(given);
    }
  }

  private static final class Defaults implements TopicSettings {
    @Override
    public Optional<String> prefix() {
      return Optional.empty();
    }

    @Override
    public Manage manage() {
      return Manage.NONE;
    }

    @Override
    public long pollMillis() {
      return 5_000;
    }

    @Override
    public int requestTimeoutMillis() {
      return 5_000;
    }
  }

  private static final class Slot implements ReplicaSettings {
    @Override
    public int slot() {
      return 0;
    }

    @Override
    public Duration transactionTimeout() {
      return Duration.ofSeconds(4);
    }
  }

  /** The group waits for a dead member as long as a member may be away from its polls. */
  @Test
  void shouldBeWaitedForByItsGroupForSecondsOnly() {
    try (KafkaConsumer<byte[], byte[]> member = clients.member(100)) {
      assertThat(member.groupMetadata().groupId()).isEqualTo("hub-injector");
    }

    assertThat(TOLD).containsKeys("max.poll.interval.ms", "session.timeout.ms");
    assertThat((int) TOLD.get("max.poll.interval.ms")).isBetween(1_000, 15_000);
    assertThat((int) TOLD.get("session.timeout.ms")).isBetween(1_000, 10_000);
  }

  @Test
  void shouldTakeTheLargestEvent() {
    try (KafkaProducer<byte[], byte[]> made = clients.transactionalProducer()) {
      assertThat(made.metrics()).isNotEmpty();
    }

    assertThat(TOLD).containsKey("max.request.size");
    assertThat((int) TOLD.get("max.request.size")).isGreaterThan(EVENT_BYTES_MAX);
  }
}
