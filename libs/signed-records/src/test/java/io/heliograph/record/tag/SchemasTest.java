package io.heliograph.record.tag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.record.Bytes;
import io.heliograph.record.large.DataMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documented shape of each reserved tag's data, and its example. */
class SchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(ReservedTag.class)
  void shouldBeReadAsDocumentedWhenATagIsReserved(ReservedTag tag) throws Exception {
    JsonNode schema = schema(tag);

    assertThat(schema.get("$id").asText()).isEqualTo("urn:heliograph:record:" + tag.tagType());
    assertThat(schema.get("description").asText()).contains("Identifier: kind " + tag.kind());
    for (JsonNode example : schema.get("examples")) {
      schema.get("required").forEach(name -> assertThat(example.has(name.asText())).isTrue());
      example
          .fieldNames()
          .forEachRemaining(name -> assertThat(schema.get("properties").has(name)).isTrue());
      Bytes data = Bytes.of(JSON.writeValueAsBytes(example));
      assertThat(ReservedTag.labelIn(data).isPresent())
          .isEqualTo(schema.get("properties").has("label"));
      switch (tag) {
        case WITHDRAW -> assertThat(Withdrawals.read(data).entries()).hasSize(2);
        case LIST -> assertThat(DataMap.read(data).chunks()).hasSize(2);
        case PEER, ROOT, SOURCE, HEAD, PLUGIN, TRUST ->
            assertThat(example.get("label").isTextual()).isTrue();
      }
    }
  }

  private static JsonNode schema(ReservedTag tag) throws IOException {
    String home = Objects.requireNonNull(System.getProperty("heliograph.home"));
    return JSON.readTree(Path.of(home, "docs/protocol/schemas", tag.tagType() + ".json").toFile());
  }
}
