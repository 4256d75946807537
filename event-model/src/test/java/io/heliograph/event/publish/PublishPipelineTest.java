package io.heliograph.event.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.source.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stages and texts of contract dispatcher.md part 2 sections 1.1 and 4.8. */
class PublishPipelineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static String binary(String action, String streams, String more) {
    return """
    {"model_version":6,"timestamp":"2026-11-25T10:00:00Z","author":{"name":"loader"},
     "action":"%s","source":{"name":"samples","timestamp":"2026-11-25T09:00:00Z",
      "path":[{"author":{"name":"loader"},"action":"%s","sha256":"aa","timestamp":"2026-11-25T09:00:00Z"}]},
     "entity":{"sha256":"aa","datastreams":[%s]}%s}
    """
        .formatted(action, action, streams, more)
        .strip();
  }

  private static final String CONTENT = "{\"label\":\"content\",\"size\":3}";

  static String status(String status, String results, String flags) {
    return """
    {"model_version":6,"timestamp":"2026-11-25T10:00:05Z","author":{"name":"Words","version":"3"},
     "entity":{"status":"%s","results":[%s],"runtime":1.5,
      "input":{"model_version":6,"kafka_key":"k1","dequeued":"k1.Words.3.x.1","timestamp":"2026-11-25T10:00:00Z",
       "author":{"name":"loader"},"action":"sourced","flags":%s,
       "source":{"name":"samples","timestamp":"2026-11-25T09:00:00Z","path":[]},"entity":{"sha256":"aa"}}}}
    """
        .formatted(status, results, flags)
        .strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "x"})
  void shouldRefuseABodyOfTwoBytesOrLess(String body) {
    assertThatThrownBy(() -> Pipelines.publish(Model.BINARY, body))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessage("ensure events were in json format: event message too small");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{]", "{\"a\":", "[{},]", "[1 2]", "{\"a\":01}", "{\"a\":\"\\x\"}"})
  void shouldRefuseWhatIsNoJson(String body) {
    assertThatThrownBy(() -> Pipelines.publish(Model.BINARY, body))
        .hasMessageStartingWith("ensure events were in json format: event message invalid json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "{\"model_version\":5}", "{\"model_version\":0}"})
  void shouldRefuseOldVersions(String body) {
    assertThatThrownBy(() -> Pipelines.publish(Model.BINARY, body))
        .hasMessage("ensure events were in json format: event message version was too old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model_version\":\"6\"}",
        " [{\"model_version\":6}]",
        "{\"model_version\":6,\"author\":[]}",
        "{\"model_version\":6,\"author\":{},\"author\":{}}",
        "{\"model_version\":6,\"timestamp\":\"yesterday\"}",
        "{\"model_version\":6,\"retries\":-1}",
        "{\"model_version\":6,\"retries\":4294967296}",
        "{\"model_version\":6,\"entity\":{\"size\":1.0}}",
      })
  void shouldRefuseTheWholeRequestWhenAnItemDoesNotMap(String body) {
    assertThatThrownBy(() -> Pipelines.publish(Model.BINARY, body))
        .hasMessageStartingWith(
            "ensure events were in json format: event message version was too old or was corrupt");
  }

  @Test
  void shouldTakeAnEmptyListWithSpaceAsNothing() throws Exception {
    PublishOutcome outcome = Pipelines.publish(Model.BINARY, "[ ]");

    assertThat(outcome.events()).isEmpty();
    assertThat(outcome.totalOk()).isZero();
  }

  @Test
  void shouldReportAnInvalidEventAndGoOn() throws Exception {
    String good = binary("sourced", CONTENT, "");
    String bad = binary("enriched", CONTENT, "");

    PublishOutcome outcome = Pipelines.publish(Model.BINARY, "[" + bad + "," + good + "]");

    assertThat(outcome.totalOk()).isEqualTo(1);
    assertThat(outcome.events()).hasSize(1);
    assertThat(outcome.failures())
        .containsExactly(new Failure(bad, "entity.datastreams must be empty for action enriched"));
  }

  @Test
  void shouldFailAnEventOfAnUnknownSource() throws Exception {
    String json = binary("sourced", CONTENT, "").replace("samples", "nowhere");

    assertThat(Pipelines.publish(Model.BINARY, json).failures().getFirst().error())
        .isEqualTo("unknown source: nowhere");
  }

  @Test
  void shouldCutUnknownNullAndComputedMembersAndAddWhatThePeerAlwaysWrites() throws Exception {
    String json =
        binary(
            "sourced",
            "{\"zz\":[{}],\"label\":\"content\",\"size\":3}",
            ",\"bogus\":{\"a\":1},\"track_links\":[\"x\"],\"retries\":null");

    PublishOutcome outcome = Pipelines.publish(Model.BINARY, json);

    JsonNode event = JSON.readTree(outcome.events().getFirst().json());
    assertThat(outcome.unknownMembersDropped()).isEqualTo(2);
    assertThat(event.has("bogus")).isFalse();
    assertThat(event.has("retries")).isFalse();
    assertThat(event.has("track_links")).isFalse();
    assertThat(event.path("flags").isObject()).isTrue();
    JsonNode stream = event.path("entity").path("datastreams").get(0);
    assertThat(stream.has("zz")).isFalse();
    assertThat(stream.path("sha512").asText("absent")).isEmpty();
    assertThat(stream.path("magic").asText("absent")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-10, true", "-3, true", "-1, false", "1, false"})
  void shouldAgeOffByTheSourcesExpiry(int days, boolean dropped) throws Exception {
    Sources sources = Sources.parse("sources: {samples: {expire_events_after: 2 days}}");
    Instant submitted = Pipelines.NOW.plus(Duration.ofDays(days));
    String json =
        binary("sourced", CONTENT, "").replace("2026-11-25T09:00:00Z\",\n", submitted + "\",\n");

    PublishOutcome outcome =
        Pipelines.of(sources).json(Model.BINARY, json.getBytes(StandardCharsets.UTF_8));

    assertThat(outcome.totalOk()).isEqualTo(1);
    assertThat(outcome.events()).hasSize(dropped ? 0 : 1);
    assertThat(outcome.filtered().containsKey("PipelineAgeoff")).isEqualTo(dropped);
  }

  @Test
  void shouldMakeResultsOfACompletedStatusEventsOfTheirOwn() throws Exception {
    String result = binary("enriched", "", ",\"flags\":{\"retry\":true},\"kafka_key\":\"z\"");

    PublishOutcome outcome =
        Pipelines.publish(
            Model.STATUS, status("completed", result, "{\"expedite\":true,\"retry\":true}"));

    assertThat(outcome.events()).hasSize(2);
    assertThat(outcome.clientEvents()).hasSize(1);
    PreparedEvent status = outcome.events().get(0);
    PreparedEvent child = outcome.events().get(1);
    assertThat(JSON.readTree(status.json()).path("entity").has("results")).isFalse();
    assertThat(status.topic()).isEqualTo("azul.status");
    assertThat(status.headers().dequeued()).isEqualTo("k1.Words.3.x.1");
    assertThat(status.headers().status()).isEqualTo("completed");
    assertThat(status.headers().source()).isEqualTo("samples");
    assertThat(child.topic()).isEqualTo("azul.expedite");
    JsonNode event = JSON.readTree(child.json());
    assertThat(event.path("flags")).isEqualTo(JSON.readTree("{\"expedite\":true}"));
    assertThat(event.path("kafka_key").asText()).isEqualTo(child.kafkaKey()).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heartbeat", "error-exception", "opt-out"})
  void shouldLeaveTheResultsOfOtherStatuses(String kind) throws Exception {
    PublishOutcome outcome =
        Pipelines.publish(Model.STATUS, status(kind, binary("enriched", "", ""), "{}"));

    assertThat(outcome.events()).hasSize(1);
    JsonNode status = JSON.readTree(outcome.events().getFirst().json());
    assertThat(status.path("entity").path("results")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "x, false"})
  void shouldEndSettingsAtTheirDepth(String depth, boolean ended) throws Exception {
    String json =
        binary("sourced", CONTENT, "")
            .replace(
                "\"name\":\"samples\"",
                "\"name\":\"samples\",\"settings\":{\"remove_at_depth\":\"" + depth + "\"}");

    JsonNode event = JSON.readTree(Pipelines.one(Model.BINARY, json).json());

    assertThat(event.path("source").path("settings").isEmpty()).isEqualTo(ended);
  }

  @Test
  void shouldKeepOnlyTheFormOfADeletionThatIsInUse() throws Exception {
    PreparedEvent event =
        Pipelines.one(
            Model.DELETE,
            """
            {"model_version":6,"timestamp":"2026-11-25T10:00:00Z","author":{"name":"ann"},"action":"author",
             "entity":{"reason":"wrong","submission":{},"author":{"track_author":"plugin.W.3",
             "timestamp":"2026-11-21T00:00:59Z"},"link":{},"ids":{}}}
            """);

    assertThat(JSON.readTree(event.json()).path("entity").fieldNames())
        .toIterable()
        .containsExactly("reason", "author");
  }

  @Test
  void shouldNeverThrowAnythingElseWhenTruncatedAnywhere() throws Exception {
    byte[] whole =
        status("completed", binary("enriched", "", ""), "{}").getBytes(StandardCharsets.UTF_8);
    PublishPipeline pipeline = Pipelines.of(Sources.defaults());
    for (int length = 3; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> pipeline.json(Model.STATUS, cut))
          .isInstanceOf(UnreadableBodyException.class);
    }
  }

  @Test
  void shouldRefuseDeepNesting() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThatThrownBy(
            () -> Pipelines.publish(Model.BINARY, "{\"model_version\":6,\"a\":" + deep + "}"))
        .isInstanceOf(UnreadableBodyException.class);
  }

  @Test
  void shouldRefuseMoreEventsThanTheLimit() {
    String body = "[" + "1,".repeat(100) + "1]";

    assertThatThrownBy(() -> Pipelines.publish(Model.BINARY, body))
        .hasMessage("more than 100 events in one request");
  }
}
