package io.heliograph.exchange.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.Vectors;
import io.heliograph.exchange.field.FieldTable;
import org.junit.jupiter.api.Test;

class IdeaTablesTest {
  @Test
  void shouldKnowEachTypeWhenCategoriesAndTaxonomiesAreLookedUp() {
    JsonNode recorded = Vectors.read("intelmq-idea.json");
    for (String type : FieldTable.INTELMQ.classificationTypes()) {
      assertThat(IdeaCategory.OF_TYPE.get(type))
          .isEqualTo(recorded.path("type_to_category").path(type).asText());
      assertThat(Taxonomy.of(type)).as(type).isPresent();
    }
    recorded
        .path("type_to_source_type")
        .properties()
        .forEach(
            tag ->
                assertThat(IdeaCategory.SOURCE_TYPE.get(tag.getKey()))
                    .isEqualTo(tag.getValue().asText()));
    assertThat(IdeaCategory.OF_TYPE).hasSize(44);
  }

  /** The UUID of RFC 4122's successor: version 5 of a name is the same everywhere. */
  @Test
  void shouldBeVersionFiveWhenANameIsMadeAnId() {
    assertThat(NameUuid.of("http://www.example.com/"))
        .isEqualTo("fcde3c85-2270-590f-9e7c-ee003d65e0e2");
  }
}
