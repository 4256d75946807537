package io.heliograph.dispatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.thread.SupervisedThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.metrics.JmxReporter;
import org.junit.jupiter.api.Test;

/** What the clients that are made know of their limits; no broker is asked. */
class KafkaSettingsTest {
  private static final int RECORD_BYTES_MAX = 5 << 20;
  private static final Map<String, Object> TOLD = new ConcurrentHashMap<>();

  private final KafkaSettings settings =
      new KafkaSettings(
          new KafkaCluster(
              Map.of("bootstrap.servers", "127.0.0.1:1", "metric.reporters", Told.class.getName()),
              "",
              RECORD_BYTES_MAX,
              new SupervisedThreads(),
              new CorruptBatches(Duration.ofHours(1), line -> {})),
          0,
          "",
          "process");

  /** Kafka tells its reporters all that a client was made with. */
  public static final class Told extends JmxReporter {
    @Override
    public void configure(Map<String, ?> given) {
      super.configure(given);
      TOLD.clear();
      TOLD.putAll(given);
    }
  }

  /** The group waits for a dead member as long as a member may be away from its polls. */
  @Test
  void shouldBeWaitedForByItsGroupForSecondsOnly() {
    try (KafkaConsumer<byte[], byte[]> member = settings.member("hub-test", Map.of())) {
      assertThat(member.groupMetadata().groupId()).isEqualTo("hub-test");
    }

    assertThat(TOLD).containsKeys("max.poll.interval.ms", "session.timeout.ms");
    assertThat((int) TOLD.get("max.poll.interval.ms")).isBetween(1_000, 15_000);
    assertThat((int) TOLD.get("session.timeout.ms")).isBetween(1_000, 10_000);
  }

  @Test
  void shouldTakeTheLargestEventWhateverTheProducerIsFor() {
    for (Map<String, Object> more :
        List.of(Map.<String, Object>of(), Map.<String, Object>of("transactional.id", "t"))) {
      try (KafkaProducer<byte[], byte[]> made = settings.producer("hub-test", more)) {
        assertThat(made.metrics()).isNotEmpty();
      }

      assertThat(TOLD).containsKey("max.request.size");
      assertThat((int) TOLD.get("max.request.size")).isGreaterThan(RECORD_BYTES_MAX);
      assertThat(TOLD).containsEntry("client.id", "hub-test");
    }
  }
}
