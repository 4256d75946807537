package io.heliograph.dispatcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.local.KafkaClientProbe;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** What the clients of a replica have of their own; no broker is asked. */
class KafkaSettingsTest {
  private static final int RECORD_BYTES_MAX = 5 << 20;

  private final KafkaSettings settings =
      new KafkaSettings(
          new KafkaCluster(
              new KafkaClients(KafkaClientProbe.cluster()),
              "test.",
              RECORD_BYTES_MAX,
              new SupervisedThreads(),
              new CorruptBatches(Duration.ofHours(1), line -> {})),
          3,
          "10.0.0.1:8111",
          "process");

  /** The group waits for a dead member as long as a member may be away from its polls. */
  @Test
  void shouldBeWaitedForByItsGroupForSecondsOnly() {
    try (KafkaConsumer<byte[], byte[]> member = settings.member("hub-group", Map.of())) {
      assertThat(member.groupMetadata().groupId()).isEqualTo("test.hub-group");
    }

    assertThat(KafkaClientProbe.told())
        .containsEntry("client.id", "hub-group@10.0.0.1:8111-3")
        .hasEntrySatisfying(
            "max.poll.interval.ms", millis -> assertThat((int) millis).isBetween(1_000, 15_000));
  }

  @Test
  void shouldTakeTheLargestEvent() {
    try (KafkaProducer<byte[], byte[]> made = settings.producer("hub-test", Map.of())) {
      assertThat(made.metrics()).isNotEmpty();
    }

    assertThat(KafkaClientProbe.told())
        .containsEntry("client.id", "hub-test")
        .hasEntrySatisfying(
            "max.request.size", bytes -> assertThat((int) bytes).isGreaterThan(RECORD_BYTES_MAX));
  }

  @Test
  void shouldLeaveTimeToAskAnotherBrokerWhenOneDoesNotAnswer() {
    try (Admin made = settings.admin()) {
      assertThat(made.metrics()).isNotEmpty();
    }

    assertThat(KafkaClientProbe.told())
        .containsEntry("client.id", "hub-admin@10.0.0.1:8111-3")
        .containsEntry("request.timeout.ms", 4_000)
        .containsEntry("default.api.timeout.ms", 8_000);
  }
}
