package io.heliograph.event.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.event.AzulVectors;
import io.heliograph.event.Model;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The positive control of all rules: what Azul publishes is taken. */
@Tag("azul")
class AzulAcceptedTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Azul's own rules refuse them: data where none may be, unknown actions. */
  private static final Set<String> INVALID =
      Set.of(
          "binary/enriched_w_data.json",
          "binary/invalid_path.json",
          "binary/augmented_no_extra.json",
          "download/bulk.json");

  static Stream<String> files() {
    return Stream.of("binary", "status", "plugin", "insert", "delete", "download", "retrohunt")
        .flatMap(model -> AzulVectors.files("models/" + model, ".json").stream())
        .filter(file -> file.split("/").length == 3)
        .filter(file -> !INVALID.contains(file.substring("models/".length())));
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldTakeEveryValidEventOfThePeer(String file) throws Exception {
    Model model = Model.fromWire(file.split("/")[1]).orElseThrow();
    JsonNode json = MAPPER.readTree(AzulVectors.bytes(file));
    String text = json.has("events") ? json.get("events").toString() : json.toString();
    for (String source : List.of("virustotal", "tasking", "reporting", "samples")) {
      text = text.replace("\"name\":\"" + source + "\"", "\"name\":\"feeds\"");
    }

    PublishOutcome outcome = Events.pipeline().json(model, text.getBytes(StandardCharsets.UTF_8));

    assertThat(outcome.failures()).extracting(Failure::error).isEmpty();
    assertThat(outcome.totalOk()).isPositive();
  }
}
