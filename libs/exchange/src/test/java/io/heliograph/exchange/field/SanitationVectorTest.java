package io.heliograph.exchange.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values as IntelMQ's library takes them, recorded, and further answers of Python's modules. */
class SanitationVectorTest {
  static List<JsonNode> cases() {
    return Vectors.list(Vectors.read("intelmq-sanitation.json").path("cases"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldStoreAsRecordedWhenAValueIsSet(JsonNode vector) {
    for (Mode mode : Mode.values()) {
      String name = mode == Mode.CREATE ? "create" : "import";
      ObjectNode expected = vector.path(name).deepCopy();
      expected.remove("note");

      JsonNode answer = answer(vector, mode);

      assertThat(answer).as(vector.path("id").asText() + " " + name).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldChangeNothingWhenAStoredValueIsImportedAgain(Mode mode) {
    for (JsonNode vector : cases()) {
      JsonNode stored = answer(vector, mode).path("stored");
      Kind kind = Kind.ofWire(vector.path("kind").asText()).orElseThrow();

      Payload again = Payload.of(Vectors.SANITATION, kind, stored, Mode.IMPORT);

      assertThat(again.faults()).as(vector.toString()).isEmpty();
      assertThat(Vectors.reread(again.fields())).as(vector.toString()).isEqualTo(orEmpty(stored));
    }
  }

  @Test
  void shouldAnswerAsPythonDoesWhenAddressesNamesUrlsAndTimesAreRead() throws IOException {
    int accepted = 0;
    for (String line : lines()) {
      JsonNode answer = Vectors.json(line);
      String field = answer.path(0).asText();

      FieldOutcome outcome =
          Vectors.SANITATION.check(Kind.EVENT, field, answer.path(1), Mode.CREATE);

      if (answer.path(2).isNull()) {
        assertThat(outcome).as(line).isInstanceOf(FieldOutcome.Rejected.class);
      } else {
        accepted += 1;
        assertThat(stored(outcome).path(field).asText())
            .as(line)
            .isEqualTo(answer.path(2).asText());
      }
    }
    assertThat(accepted).isGreaterThan(500);
  }

  private static List<String> lines() throws IOException {
    try (InputStream file = Vectors.class.getResourceAsStream("python-answers.jsonl")) {
      byte[] text = Objects.requireNonNull(file).readAllBytes();
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static JsonNode orEmpty(JsonNode object) {
    return object.isMissingNode() ? Vectors.object("{}") : object;
  }

  private static JsonNode answer(JsonNode vector, Mode mode) {
    Kind kind = Kind.ofWire(vector.path("kind").asText()).orElseThrow();
    FieldOutcome outcome =
        Vectors.SANITATION.check(kind, vector.path("field").asText(), vector.path("input"), mode);
    ObjectNode answer = FieldAnswer.json(outcome);
    answer.remove("rule");
    answer.remove("message");
    return Vectors.reread(answer);
  }

  private static JsonNode stored(FieldOutcome outcome) {
    return FieldAnswer.json(outcome).path("stored");
  }
}
