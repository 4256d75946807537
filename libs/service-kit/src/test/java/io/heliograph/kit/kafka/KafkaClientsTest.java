package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.local.KafkaClientProbe;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What the clients that are made know of themselves; no broker is asked. */
class KafkaClientsTest {
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private final KafkaClients clients = new KafkaClients(KafkaClientProbe.cluster());

  @Test
  void shouldMakeAMemberThatIsWaitedForAsLongAsItMayBeAway() {
    try (KafkaConsumer<byte[], byte[]> member =
        clients.member("hub-test", "hub-group", Duration.ofSeconds(7), ANSWER, Map.of())) {
      assertThat(member.groupMetadata().groupId()).isEqualTo("hub-group");
    }

    assertThat(KafkaClientProbe.told())
        .containsEntry("client.id", "hub-test")
        .containsEntry("max.poll.interval.ms", 7_000)
        .containsEntry("isolation.level", "read_committed");
  }

  @Test
  void shouldMakeProducersThatTakeTheLargestRecord() {
    try (KafkaProducer<byte[], byte[]> made =
        clients.producer("hub-test", 5 << 20, Map.of("transactional.id", "t"))) {
      assertThat(made.metrics()).isNotEmpty();
    }
    assertThat((int) KafkaClientProbe.told().get("max.request.size")).isGreaterThan(5 << 20);

    try (KafkaProducer<String, byte[]> made =
        clients.producer("hub-keyed", 9 << 20, Map.of(), new StringSerializer())) {
      assertThat(made.metrics()).isNotEmpty();
    }
    assertThat(KafkaClientProbe.told()).containsEntry("client.id", "hub-keyed");
    assertThat((int) KafkaClientProbe.told().get("max.request.size")).isGreaterThan(9 << 20);
  }

  @Test
  void shouldMakeAnAdminThatGivesUpInTime() {
    try (Admin made = clients.admin("hub-test", ANSWER)) {
      assertThat(made.metrics()).isNotEmpty();
    }

    assertThat(KafkaClientProbe.told()).containsEntry("default.api.timeout.ms", 4_000);
  }
}
