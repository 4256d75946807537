package io.heliograph.injector.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.local.KafkaClientProbe;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** What the injector's clients have of their own; no broker is asked. */
class InjectorClientsTest {
  private static final int EVENT_BYTES_MAX = 5 << 20;

  private final InjectorClients clients =
      new InjectorClients(
          new KafkaClients(KafkaClientProbe.cluster()), new Defaults(), new Slot(), new Size());

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
  }

  private static final class Size implements EventSize {
    @Override
    public int eventBytesMax() {
      return EVENT_BYTES_MAX;
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

    assertThat(KafkaClientProbe.told())
        .containsEntry("client.id", "hub-injector-0")
        .containsEntry("fetch.max.bytes", 8 << 20)
        .containsEntry("heartbeat.interval.ms", 500)
        .hasEntrySatisfying(
            "max.poll.interval.ms", millis -> assertThat((int) millis).isBetween(1_000, 15_000));
  }

  @Test
  void shouldTakeTheLargestEvent() {
    try (KafkaProducer<byte[], byte[]> made = clients.transactionalProducer()) {
      assertThat(made.metrics()).isNotEmpty();
    }

    assertThat(KafkaClientProbe.told())
        .containsEntry("transactional.id", "hub-injector-0")
        .containsEntry("buffer.memory", 16L << 20)
        .hasEntrySatisfying(
            "max.request.size", bytes -> assertThat((int) bytes).isGreaterThan(EVENT_BYTES_MAX));
  }
}
