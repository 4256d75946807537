package io.heliograph.event.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishPipelineTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode tree(PreparedEvent event) throws Exception {
    return MAPPER.readTree(event.json());
  }

  @ParameterizedTest
  @EnumSource(Model.Builtin.class)
  void shouldPrepareOneEventWhenTheBodyIsOneOfItsModel(Model model) throws Exception {
    PublishOutcome outcome = Events.publish(model, Events.of(model));

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.totalOk()).isEqualTo(1);
    assertThat(outcome.clientEvents()).hasSize(1);
    PreparedEvent event = outcome.clientEvents().getFirst();
    assertThat(tree(event).path("kafka_key").asText())
        .isEqualTo(event.kafkaKey())
        .hasSizeGreaterThanOrEqualTo(32);
    assertThat(Events.header(event.headers(), "model")).isEqualTo(model.wire());
  }

  @Test
  void shouldComputeKeyAndTrackingWhenThePathHasTwoNodes() throws Exception {
    PublishOutcome outcome = Events.publish(Model.BINARY, Events.extracted());

    PreparedEvent event = outcome.events().getFirst();
    assertThat(event.kafkaKey()).isEqualTo("efbc38f0ebd931f3eeadad18bf1e19ff");
    JsonNode json = tree(event);
    assertThat(json.path("track_source_references").asText())
        .isEqualTo("feeds.9d9d11681accda76aa152ed0096a0438");
    assertThat(json.path("track_authors").toString())
        .isEqualTo("[\"user.loader.1\",\"plugin.Unpack.2.0\"]");
    assertThat(json.path("track_links").path(0).asText())
        .isEqualTo(
            Events.PARENT + "." + Events.CHILD + ".2026_11_21T10_00_02+10_00.plugin.Unpack.2.0");
    assertThat(event.topic()).isEqualTo("feeds.binary.data");
  }

  @Test
  void shouldComputeTheKeyOfAnInsert() throws Exception {
    PreparedEvent event = Events.publish(Model.INSERT, Events.insert()).events().getFirst();

    assertThat(event.kafkaKey()).isEqualTo("0499003f5232a930a9b43cd86abda401");
    assertThat(tree(event).path("track_author").asText()).isEqualTo(".Unpack.");
    assertThat(tree(event).path("track_link").asText())
        .isEqualTo(Events.PARENT + "." + Events.CHILD + ".2026_11_21T00_02_00Z_00..Unpack.");
    assertThat(event.topic()).isEqualTo("azul.insert");
  }

  @Test
  void shouldMakeEventsOfResultsWhenAStatusIsCompleted() throws Exception {
    PublishOutcome outcome = Events.publish(Model.STATUS, Events.status());

    assertThat(outcome.events()).hasSize(2);
    PreparedEvent result = outcome.events().getLast();
    assertThat(result.model()).isEqualTo(Model.BINARY);
    assertThat(result.topic()).isEqualTo("feeds.binary");
    PreparedEvent status = outcome.events().getFirst();
    assertThat(tree(status).path("entity").has("results")).isFalse();
    assertThat(new String(status.json(), UTF_8)).contains("\"status\":\"completed\"");
    assertThat(outcome.clientEvents()).containsExactly(status);
  }
}
