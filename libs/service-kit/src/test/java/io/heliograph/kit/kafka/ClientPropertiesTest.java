package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients have in common stands whatever one of them, or the operator, says. */
class ClientPropertiesTest {
  private static final int RECORD_BYTES_MAX = 5 << 20;
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private final ClientProperties cluster =
      new ClientProperties(
          Map.of(
              "bootstrap.servers", "kafka:9092",
              "security.protocol", "SSL",
              "key.deserializer", "of.another.Library",
              "isolation.level", "read_uncommitted"));

  @Test
  void shouldTakeTheLargestRecordWhateverAProducerIsFor() {
    Map<String, Object> made =
        cluster.producer(
            "hub-x",
            RECORD_BYTES_MAX,
            Map.of("acks", "1", "enable.idempotence", false, "buffer.memory", 1024));

    assertThat((int) made.get("max.request.size")).isGreaterThan(RECORD_BYTES_MAX);
    assertThat((long) made.get("buffer.memory")).isGreaterThan(RECORD_BYTES_MAX);
    assertThat(made)
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("client.id", "hub-x")
        .containsEntry("bootstrap.servers", "kafka:9092");
  }

  @Test
  void shouldKeepWhatAnOperatorHasSetHigher() {
    ClientProperties wide = new ClientProperties(Map.of("max.request.size", "20000000"));

    assertThat(wide.producer("hub-x", RECORD_BYTES_MAX, Map.of()))
        .containsEntry("max.request.size", 20_000_000);
  }

  @Test
  void shouldTakeTwoBatchesInOneRequest() {
    assertThat(cluster.producer("hub-x", 1_000, Map.of("batch.size", 4 << 20)))
        .containsEntry("max.request.size", 8 << 20);
  }

  @Test
  void shouldCompressUnlessAProducerSaysHow() {
    assertThat(cluster.producer("hub-x", 1, Map.of())).containsEntry("compression.type", "lz4");
    assertThat(cluster.producer("hub-x", 1, Map.of("compression.type", "zstd")))
        .containsEntry("compression.type", "zstd");
  }

  @Test
  void shouldReadCommittedRecordsFromWhereAConsumerIsTold() {
    Map<String, Object> made =
        cluster.consumer(
            "hub-x",
            ANSWER,
            Map.of(
                "isolation.level",
                "read_uncommitted",
                "auto.offset.reset",
                "latest",
                "enable.auto.commit",
                true,
                "max.poll.records",
                7));

    assertThat(made)
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("allow.auto.create.topics", false)
        .containsEntry("max.poll.records", 7)
        .containsEntry("security.protocol", "SSL")
        .doesNotContainKeys("key.deserializer", "group.id");
  }

  @Test
  void shouldWaitForTheClusterAsLongAsItMay() {
    assertThat(cluster.consumer("hub-x", ANSWER, Map.of()))
        .containsEntry("request.timeout.ms", 4_000)
        .containsEntry("default.api.timeout.ms", 4_000);
    assertThat(cluster.admin("hub-x", ANSWER, Map.of("request.timeout.ms", 2_000)))
        .containsEntry("request.timeout.ms", 2_000)
        .containsEntry("default.api.timeout.ms", 4_000);
  }

  @Test
  void shouldKeepTheGroupsRulesWhateverAMemberIsFor() {
    Map<String, Object> made =
        ClientProperties.member(
            "hub-group",
            Duration.ofSeconds(7),
            Map.of("session.timeout.ms", 45_000, "heartbeat.interval.ms", 500));

    assertThat(made)
        .containsEntry("group.id", "hub-group")
        .containsEntry("group.protocol", "classic")
        .containsEntry("session.timeout.ms", 6_000)
        .containsEntry("heartbeat.interval.ms", 500)
        .containsEntry("max.poll.interval.ms", 7_000);
  }
}
