package io.heliograph.exchange.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.Vectors;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTableTest {
  private final JsonNode recorded = Vectors.read("intelmq-fields.json");

  @ParameterizedTest
  @EnumSource(Kind.class)
  void shouldHaveEachFieldOfTheLibraryWhenTheTableIsRead(Kind kind) {
    Set<String> names = new HashSet<>();
    for (JsonNode row : recorded.path(kind.wire())) {
      String name = row.path("name").asText();
      names.add(name);
      Field field = FieldTable.INTELMQ.field(kind, name).orElseThrow();

      assertThat(field.type().name()).as(name).isEqualTo(row.path("type").asText());
      assertThat(field.lengthMax()).as(name).isEqualTo(row.path("length").asInt());
      assertThat(field.regex() == null ? "" : field.regex().pattern())
          .as(name)
          .isEqualTo(row.path("regex").asText());
      assertThat(field.iregex() == null ? "" : field.iregex().pattern())
          .as(name)
          .isEqualTo(row.path("iregex").asText());
    }

    assertThat(FieldTable.INTELMQ.keys(kind)).isEqualTo(names);
    assertThat(names).hasSize(kind == Kind.EVENT ? 82 : 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ClassificationTaxonomy", "ClassificationType", "Registry", "TLP"})
  void shouldHaveTheValuesOfTheLibraryWhenATypeIsClosed(String type) {
    JsonNode values = recorded.path("types").path(type);
    ClosedValues closed = FieldTable.INTELMQ.closed(FieldType.valueOf(type));

    assertThat(closed.allowed())
        .containsExactlyElementsOf(
            Vectors.list(values.path("enum")).stream().map(JsonNode::asText).toList());
    values
        .path("aliases")
        .properties()
        .forEach(
            alias ->
                assertThat(closed.present(alias.getKey())).isEqualTo(alias.getValue().asText()));
    assertThat(closed.aliases()).hasSize(values.path("aliases").size());
  }

  @Test
  void shouldHaveTwentyTypesWhenCounted() {
    assertThat(FieldType.values()).hasSize(recorded.path("types").size()).hasSize(20);
  }
}
