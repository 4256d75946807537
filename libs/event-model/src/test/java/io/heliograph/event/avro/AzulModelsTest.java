package io.heliograph.event.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.AzulVectors;
import io.heliograph.event.Model;
import io.heliograph.event.read.StoredEvents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Azul's own events of every model, single and bulk, in Avro of versions 4, 5 and 6. */
@Tag("azul")
class AzulModelsTest {

  static Stream<String> singles() {
    return AzulVectors.files("models", ".json.avro").stream().filter(f -> !f.contains("bulk"));
  }

  static Stream<String> bulks() {
    return AzulVectors.files("models", "bulk.json.avro").stream();
  }

  private static Model model(String file) {
    String folder = Path.of(file).getName(1).toString();
    return Model.fromWire(folder.equals("speed") ? "status" : folder).orElseThrow();
  }

  /** The JSON beside an Avro file; older names of fields are gone in version 6. */
  private static JsonNode neighbour(String file) throws Exception {
    return upgraded(AzulVectors.bytes(file.substring(0, file.length() - ".avro".length())));
  }

  private static JsonNode upgraded(byte[] json) throws Exception {
    JsonNode tree = FieldTrees.MAPPER.readTree(json);
    upgrade(tree);
    return FieldTrees.normal(tree);
  }

  /** Two of Azul's JSON files lost a feature of that name, or its name. */
  private static boolean isLegacyFeature(JsonNode node) {
    return node.has("value") && node.path("name").asText("file_format_legacy").endsWith("_legacy");
  }

  private static void upgrade(JsonNode node) {
    if (node instanceof ArrayNode array) {
      array.removeIf(AzulModelsTest::isLegacyFeature);
    }
    if (node instanceof ObjectNode object) {
      object.remove("file_format_legacy");
      if (object.has("model_version")) {
        object.put("model_version", 6);
      }
    }
    node.forEach(AzulModelsTest::upgrade);
  }

  @Test
  void shouldHaveAllFiles() {
    assertThat(singles().count() + bulks().count()).isGreaterThanOrEqualTo(75);
  }

  @ParameterizedTest
  @MethodSource("singles")
  void shouldReadTheFieldsOfItsJsonNeighbourWhenSingle(String file) throws Exception {
    byte[] avro = AzulVectors.bytes(file);
    byte[] json = AvroEvents.toJson(model(file), avro);

    assertThat(upgraded(json)).isEqualTo(neighbour(file));
    assertThat(StoredEvents.read(model(file), avro)).isPresent();
    assertThat(StoredEvents.read(avro).orElseThrow().headers().model()).isEqualTo(model(file));
  }

  @ParameterizedTest
  @MethodSource("bulks")
  void shouldReadTheFieldsOfItsJsonNeighbourWhenBulk(String file) throws Exception {
    List<byte[]> events = AvroEvents.bulkToJson(model(file), AzulVectors.bytes(file));

    List<JsonNode> trees = new ArrayList<>();
    for (byte[] event : events) {
      trees.add(upgraded(event));
    }
    assertThat(trees).hasSize(2).containsExactlyElementsOf(neighbour(file).path("events"));
  }

  @ParameterizedTest
  @MethodSource("singles")
  void shouldWriteWhatTheIndependentReaderReadsAlike(String file) throws Exception {
    byte[] json = AvroEvents.toJson(model(file), AzulVectors.bytes(file));
    byte[] again = AvroEvents.toAvro(model(file), json);

    assertThat(FieldTrees.normal(Reference.read(model(file), 6, again)))
        .isEqualTo(FieldTrees.of(json));
    if (!file.contains("/v4/") && !file.contains("/v5/")) {
      assertThat(again).hasSameSizeAs(AzulVectors.bytes(file));
    }
  }
}
