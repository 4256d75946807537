package io.heliograph.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded envelopes: each expected member of the answer is given. */
class EnvelopeVectorTest {
  static List<JsonNode> cases() {
    return Vectors.list(Vectors.read("iep04-envelope.json").path("cases"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldAnswerAsRecordedWhenAMessageIsJudged(JsonNode vector) throws IOException {
    byte[] message = Vectors.JSON.writeValueAsBytes(vector.path("message"));

    JsonNode answer = Vectors.DRY_RUN.judge(message).json();

    vector
        .path("expect")
        .properties()
        .forEach(
            member ->
                assertThat(answer.get(member.getKey()))
                    .as(vector.path("id").asText() + " " + member.getKey())
                    .isEqualTo(member.getValue()));
  }

  @Test
  void shouldHaveAllCasesWhenTheFileIsRead() {
    assertThat(cases()).hasSize(62);
  }
}
