package io.heliograph.dispatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** No producer of the hub refuses what the hub has accepted. */
class ProducerPropertiesTest {
  private static final int RECORD_BYTES_MAX = 5 << 20;

  @Test
  void shouldTakeTheLargestEventWhateverTheProducerIsFor() {
    Map<String, Object> made =
        ProducerProperties.of(
            Map.of("bootstrap.servers", "kafka:9092"),
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
    Map<String, Object> made =
        ProducerProperties.of(
            Map.of("max.request.size", "20000000"), "hub-x", RECORD_BYTES_MAX, Map.of());

    assertThat(made).containsEntry("max.request.size", 20_000_000);
  }

  @Test
  void shouldTakeTwoBatchesInOneRequest() {
    Map<String, Object> made =
        ProducerProperties.of(Map.of(), "hub-x", 1_000, Map.of("batch.size", 4 << 20));

    assertThat(made).containsEntry("max.request.size", 8 << 20);
  }
}
