package io.heliograph.event.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.source.Sources;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The vector of contract event-model.md section 11: key and tracking fields. */
class OwnVectorTest {
  private static final String PARENT = "a".repeat(64);
  private static final String CHILD = "b".repeat(64);
  private static final Sources FEEDS =
      Sources.parse("sources: {feeds: {expire_events_after: '0'}}");

  private static final String EXTRACTED =
      """
      {"model_version":6,"kafka_key":"sent by the client","timestamp":"2026-11-21T10:00:03Z",
       "author":{"name":"Unpack","version":"2.0","category":"plugin","security":"OFFICIAL TLP:GREEN"},
       "action":"extracted",
       "source":{"name":"feeds","security":"OFFICIAL","timestamp":"2026-11-21T00:00:00Z",
        "references":{"b":"2","a":"1"},
        "path":[
         {"author":{"name":"loader","version":"1","category":"user","security":"OFFICIAL"},
          "action":"sourced","sha256":"%1$s","timestamp":"2026-11-21T00:00:01Z"},
         {"author":{"name":"Unpack","version":"2.0","category":"plugin","security":"OFFICIAL TLP:GREEN"},
          "action":"extracted","sha256":"%2$s","timestamp":"2026-11-21T10:00:02.123456+10:00"}]},
       "entity":{"sha256":"%2$s","datastreams":[{"label":"content","size":5,"file_format":"text/plain"}]}}
      """
          .formatted(PARENT, CHILD);

  @Test
  void shouldComputeKeyAndTrackingFieldsWhateverTheClientSent() throws Exception {
    PreparedEvent event =
        Pipelines.of(FEEDS)
            .json(Model.BINARY, EXTRACTED.getBytes(StandardCharsets.UTF_8))
            .events()
            .getFirst();

    JsonNode json = new ObjectMapper().readTree(event.json());
    assertThat(event.kafkaKey()).isEqualTo("efbc38f0ebd931f3eeadad18bf1e19ff");
    assertThat(json.path("kafka_key").asText()).isEqualTo(event.kafkaKey());
    assertThat(json.path("track_source_references").asText())
        .isEqualTo("feeds.9d9d11681accda76aa152ed0096a0438");
    assertThat(json.path("track_links").get(0).asText())
        .isEqualTo(PARENT + "." + CHILD + ".2026_11_21T10_00_02+10_00.plugin.Unpack.2.0");
    assertThat(json.path("track_authors"))
        .extracting(JsonNode::asText)
        .containsExactly("user.loader.1", "plugin.Unpack.2.0");
    assertThat(event.topic()).isEqualTo("feeds.binary.data");
    assertThat(event.headers().depth()).isEqualTo(2);
    assertThat(event.headers().contentSize()).isEqualTo(5);
    assertThat(event.headers().streams().getFirst().fileFormat()).isEqualTo("text/plain");
  }

  @Test
  void shouldMakeTheKeyOfAnInsertFromParentChildAndAuthor() throws Exception {
    PreparedEvent event =
        Pipelines.one(
            Model.INSERT,
            """
            {"model_version":6,"timestamp":"2026-11-21T00:02:00Z","author":{"name":"ann"},
             "entity":{"original_source":"feeds","parent_sha256":"%1$s","child":{"sha256":"%2$s"},
              "child_history":{"author":{"name":"Unpack"},"action":"extracted","sha256":"%2$s",
               "timestamp":"2026-11-21T00:02:00Z"}}}
            """
                .formatted(PARENT, CHILD));

    assertThat(event.kafkaKey()).isEqualTo("0499003f5232a930a9b43cd86abda401");
    assertThat(event.topic()).isEqualTo("azul.insert");
  }

  @Test
  void shouldMakeTheKeyOfAPluginFromNameAndVersion() throws Exception {
    PreparedEvent event =
        Pipelines.one(
            Model.PLUGIN,
            """
            {"model_version":6,"timestamp":"2026-11-21T00:02:00Z","author":{"name":"x"},
             "entity":{"name":"RatConfigs-JRat","version":"2020.06.02"}}
            """);

    assertThat(event.kafkaKey()).isEqualTo("68e3d23d6ab9facfbd4e3d5f7543c636");
  }
}
