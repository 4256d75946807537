package io.heliograph.dashboard.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.local.KafkaClientProbe;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** What the dashboard's clients have of their own; no broker is asked. */
class DashboardClientsTest {
  private final DashboardClients clients =
      new DashboardClients(new KafkaClients(KafkaClientProbe.cluster()), new Defaults());

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
    public Duration pollInterval() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration requestTimeout() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration retry() {
      return Duration.ofMillis(500);
    }
  }

  /** The group waits for a dead member as long as a member may be away from its polls. */
  @Test
  void shouldBeWaitedForByItsGroupForSecondsOnly() {
    try (KafkaConsumer<byte[], byte[]> member = clients.consumer(100)) {
      assertThat(member.groupMetadata().groupId()).isEqualTo("hub-dashboard");
    }

    assertThat(KafkaClientProbe.told())
        .containsEntry("client.id", "hub-dashboard-counter")
        .hasEntrySatisfying(
            "max.poll.interval.ms", millis -> assertThat((int) millis).isBetween(1_000, 15_000));
  }

  @Test
  void shouldTakeTheLargestMessage() {
    try (KafkaProducer<String, byte[]> made = clients.producer("test", 0)) {
      assertThat(made.metrics()).isNotEmpty();
    }

    assertThat(KafkaClientProbe.told())
        .containsEntry("client.id", "hub-dashboard-test")
        .hasEntrySatisfying(
            "max.request.size",
            bytes -> assertThat((int) bytes).isGreaterThan(DashboardClients.MESSAGE_BYTES_MAX));
  }
}
