package io.heliograph.event.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.AzulVectors;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline.Settings;
import io.heliograph.event.source.Sources;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kafka_key goldens of contract dispatcher.md part 2 section 4.9 on Azul's own events. */
@Tag("azul")
class AzulKeysTest {
  private static final String FOLDER = "pipelines/key_generator/";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "simple.json, binary, e299c2cfa5345f98ea34ff0455de22b7",
    "reordered.json, binary, e299c2cfa5345f98ea34ff0455de22b7",
    "existing_key.json, binary, e299c2cfa5345f98ea34ff0455de22b7",
    "source_security_change.json, binary, 6c5f818d929c8db4ae0cc1f36dc14867",
    "path_security_change.json, binary, e568cb3839f4d866a583fcff6409b742",
    "source_ref_change.json, binary, 34bc6c679cf84bd88d9fbfe7c7d2f873",
    "author_change.json, binary, 006648451545351e9f8a11d40d601f18",
    "plugin.json, plugin, 68e3d23d6ab9facfbd4e3d5f7543c636",
    "status_key.json, status, 52bfc3a94719718fabb7d50f39ce52f5",
  })
  void shouldReproduceTheKey(String file, String model, String key) throws Exception {
    assertThat(publish(AzulVectors.bytes(FOLDER + file), model).kafkaKey()).isEqualTo(key);
  }

  @Test
  void shouldGiveOneKeyWhenOnlyTheAncestorsDiffer() throws Exception {
    List<String> lines =
        new String(AzulVectors.bytes(FOLDER + "ancestor_diffs.jsonlines"), UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();

    assertThat(lines).hasSizeGreaterThan(1);
    for (String line : lines) {
      assertThat(publish(line.getBytes(UTF_8), "binary").kafkaKey())
          .isEqualTo("fc7a850c00afabef06eb986dbb3cf184");
    }
  }

  @Test
  void shouldReproduceTheSourceReferences() throws Exception {
    PreparedEvent event = publish(AzulVectors.bytes(FOLDER + "simple.json"), "binary");

    JsonNode json = MAPPER.readTree(event.json());
    assertThat(json.path("track_source_references").asText())
        .isEqualTo("virustotal.5a0cc3b7a38feb282d8ae928eca68f5d");
  }

  /** Some of Azul's files have no content stream or an older version, which the API demands. */
  private static PreparedEvent publish(byte[] json, String model) throws Exception {
    ObjectNode event = (ObjectNode) MAPPER.readTree(json);
    event.put("model_version", 6);
    String source = event.path("source").path("name").asText("none");
    Sources sources = Sources.parse("sources: {" + source + ": {}}");
    Settings settings = new Settings(sources, new Topics("", sources), 100, 64);
    PublishOutcome outcome =
        new PublishPipeline(settings, PurgeSet.NONE, InstantSource.fixed(Events.NOW), new Random(1))
            .json(Model.fromWire(model).orElseThrow(), MAPPER.writeValueAsBytes(event));
    assertThat(outcome.failures()).isEmpty();
    return outcome.events().getFirst();
  }
}
