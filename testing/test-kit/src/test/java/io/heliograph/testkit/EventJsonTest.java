package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the hub accepts them is tested with the dispatcher. */
class EventJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  static Stream<String> events() {
    return Stream.of(
        EventJson.binary(A),
        EventJson.binary("augmented", "incidents", A, List.of(B, A), "{\"expedite\":true}"),
        EventJson.large(A, 10),
        EventJson.enriched(A),
        EventJson.enrichedWithData(A),
        EventJson.status("d", EventJson.binary(B), EventJson.enriched(A)),
        EventJson.plugin(A),
        EventJson.insert(A, B),
        EventJson.delete(A),
        EventJson.download(A),
        EventJson.retrohunt(A));
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldBeOneObjectOfTheCurrentVersionWithWhatItIsAbout(String text) throws Exception {
    JsonNode event = JSON.readTree(text);

    assertThat(event.path("model_version").asInt()).isEqualTo(6);
    assertThat(event.path("timestamp").asText()).isNotEmpty();
    assertThat(event.path("author").path("name").asText()).isNotEmpty();
    assertThat(event.path("entity").toString()).contains(A);
  }

  @Test
  void shouldEndThePathWithTheAction() throws Exception {
    JsonNode path =
        JSON.readTree(EventJson.binary("extracted", "testing", A, List.of(B, B, A), "{}"))
            .path("source")
            .path("path");

    assertThat(path).extracting(node -> node.path("sha256").asText()).containsExactly(B, B, A);
    assertThat(path)
        .extracting(node -> node.path("action").asText())
        .containsExactly("sourced", "sourced", "extracted");
  }

  @Test
  void shouldGiveDataToWhatIsRefusedForItOnly() throws Exception {
    assertThat(streams(EventJson.enriched(A))).isEmpty();
    assertThat(streams(EventJson.enrichedWithData(A))).hasSize(1);
  }

  private static JsonNode streams(String event) throws Exception {
    return JSON.readTree(event).path("entity").path("datastreams");
  }

  @Test
  void shouldNeverGiveAHashTwice() {
    assertThat(EventJson.sha256()).matches("[0-9a-f]{64}").isNotEqualTo(EventJson.sha256());
  }
}
