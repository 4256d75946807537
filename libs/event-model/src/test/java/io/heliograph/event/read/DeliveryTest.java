package io.heliograph.event.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.Model;
import io.heliograph.event.avro.RandomEvents;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String REST =
      "\"model_version\":6,\"timestamp\":\"2026-11-21T00:00:00Z\",\"author\":{\"name\":\"a\"},"
          + "\"source\":{\"name\":\"s\",\"path\":[],\"timestamp\":\"2026-11-21T00:00:00Z\"},"
          + "\"action\":\"mapped\",\"entity\":{\"sha256\":\"x\"},\"flags\":{}";

  private static String stamped(String json, int retries) {
    byte[] stamped = Delivery.stamp(json.getBytes(UTF_8), "k.n.1", retries);
    assertThat(Delivery.stampedLength(json.getBytes(UTF_8), "k.n.1", retries))
        .isEqualTo(stamped.length);
    return new String(stamped, UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{%s} | 0 | {%s,\"dequeued\":\"k.n.1\"}",
        "{%s} | 2 | {%s,\"dequeued\":\"k.n.1\",\"retries\":2}",
        "{%s,\"dequeued\":\"old\",\"retries\":7} | 1 | {%s,\"dequeued\":\"k.n.1\",\"retries\":1}",
        "{%s,\"dequeued\":\"old\",\"retries\":7} | 0 | {%s,\"dequeued\":\"k.n.1\"}",
        "{\"dequeued\":\"old\",%s} | 0 | {%s,\"dequeued\":\"k.n.1\"}",
        "{%s,\"retries\":7} | 0 | {%s,\"dequeued\":\"k.n.1\"}",
      })
  void shouldSetTheMembersOfAHandOut(String json, int retries, String expected) {
    assertThat(stamped(json.strip().replace("%s", REST), retries))
        .isEqualTo(expected.strip().replace("%s", REST));
  }

  @Test
  void shouldNotTouchMembersOfTheSameNameDeeperDown() throws Exception {
    String json =
        "{"
            + REST.replace(
                "{\"sha256\":\"x\"}", "{\"sha256\":\"x\",\"info\":{\"retries\":5,\"dequeued\":[]}}")
            + "}\n";

    JsonNode event = MAPPER.readTree(stamped(json, 0));

    assertThat(event.path("entity").path("info"))
        .isEqualTo(MAPPER.readTree("{\"retries\":5,\"dequeued\":[]}"));
    assertThat(event.path("dequeued").asText()).isEqualTo("k.n.1");
    assertThat(event.has("retries")).isFalse();
  }

  @Property(tries = 200)
  void shouldChangeNothingElse(@ForAll long seed, @ForAll @IntRange(max = 3) int retries)
      throws Exception {
    ObjectNode event = new RandomEvents(seed).event(Model.BINARY);
    byte[] json = StoredEventsTest.stored(Model.BINARY, event);

    ObjectNode stamped =
        (ObjectNode) MAPPER.readTree(Delivery.stamp(json, "id \"quoted\"", retries));

    assertThat(stamped.path("dequeued").asText()).isEqualTo("id \"quoted\"");
    assertThat(stamped.path("retries").asInt()).isEqualTo(retries);
    ObjectNode before = (ObjectNode) MAPPER.readTree(json);
    before.remove("dequeued");
    before.remove("retries");
    stamped.remove("dequeued");
    stamped.remove("retries");
    assertThat(stamped).isEqualTo(before);
  }

  @Test
  void shouldRefuseWhatIsNoEvent() {
    assertThatThrownBy(() -> stamped("", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stamped("[]", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stamped("\"dequeued\"}", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
