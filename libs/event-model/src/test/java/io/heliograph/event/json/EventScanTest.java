package io.heliograph.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.Model;
import io.heliograph.event.avro.RandomEvents;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventScanTest {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private static EventScan sent(Model model, byte[] json) throws CorruptEventException {
    JsonScanner scanner = new JsonScanner(json, 0, json.length);
    EventScan scan = EventScan.sent(model, scanner);
    scanner.expectEnd();
    return scan;
  }

  private static String stored(Model model, String json) throws CorruptEventException {
    return new String(sent(model, json.getBytes(UTF_8)).stored(""), UTF_8);
  }

  private static byte[] written(ObjectNode event, boolean pretty) throws Exception {
    String json =
        pretty
            ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(event)
            : MAPPER.writeValueAsString(event);
    return json.getBytes(UTF_8);
  }

  @Property(tries = 300)
  void shouldStoreWhatTheNaiveFormStores(
      @ForAll("models") Model model,
      @ForAll long seed,
      @ForAll boolean pretty,
      @ForAll boolean completed)
      throws Exception {
    RandomEvents random = new RandomEvents(seed);
    ObjectNode event = random.event(model);
    if (model == Model.STATUS && event.has("entity")) {
      ((ObjectNode) event.get("entity")).put("status", completed ? "completed" : "error-input");
    }
    random.disturb(model, event);

    EventScan scan = sent(model, written(event, pretty));
    JsonNode stored = MAPPER.readTree(scan.stored("\"kafka_key\":\"k\""));

    ObjectNode expected = NaiveForm.of(model, (ObjectNode) MAPPER.readTree(written(event, false)));
    expected.put("kafka_key", "k");
    assertThat(stored).isEqualTo(expected);
  }

  @Property(tries = 200)
  void shouldChangeNothingWhenStoredAgain(@ForAll("models") Model model, @ForAll long seed)
      throws Exception {
    RandomEvents random = new RandomEvents(seed);
    ObjectNode event = random.event(model);
    random.disturb(model, event);
    byte[] once = sent(model, written(event, true)).stored("\"kafka_key\":\"k\"");

    assertThat(EventScan.stored(model, once, List.of()).stored("")).isEqualTo(once);
  }

  @Property(tries = 1000)
  void shouldThrowOnlyWhatItDeclaresWhenBytesAreChanged(
      @ForAll("models") Model model, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    byte[] json = written(new RandomEvents(seed % 8).event(model), false);
    for (int i = random.nextInt(3); i >= 0; i--) {
      json[random.nextInt(json.length)] =
          (byte) "\"{}[],:0\\nu \u0000\u0080".charAt(random.nextInt(14));
    }
    try {
      byte[] stored = sent(model, json).stored("\"kafka_key\":\"k\"");
      assertThat(MAPPER.readTree(stored).path("kafka_key").asText()).isEqualTo("k");
    } catch (CorruptEventException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Test
  void shouldKeepTheClientsOwnBytesWhenNothingHasToGo() throws Exception {
    String json =
        "{ \"model_version\" : 6, \"timestamp\":\"2026-11-21T00:00:00.120+00:00\","
            + "\"author\":{\"name\":\"\\u0061\"},\"entity\":{\"name\":\"n\",\"config\":{\"k\": \"v\"} } }";

    assertThat(stored(Model.PLUGIN, json)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"x\":1,\"name\":\"n\"} | {\"name\":\"n\"}",
        "{\"name\":\"n\",\"x\":1} | {\"name\":\"n\"}",
        "{\"x\":1,\"y\":[{}],\"name\":\"n\",\"z\":{\"a\":\"}\"}} | {\"name\":\"n\"}",
        "{\"x\":1 , \"name\":\"n\" , \"y\":2 } | {\"name\":\"n\" }",
        "{\"x\":1,\"y\":2} | {\"name\":\"\"}",
        "{ } | { \"name\":\"\"}",
        "{\"version\":null,\"name\":\"n\",\"category\":null} | {\"name\":\"n\"}",
        "{\"Name\":\"n\"} | {\"name\":\"\"}",
        "{\"n\\u0061me\":\"n\"} | {\"n\\u0061me\":\"n\"}",
      })
  void shouldCutMembersWithTheirCommas(String author, String expected) throws Exception {
    String rest = ",\"timestamp\":\"2026-11-21T00:00:00Z\",\"entity\":{\"name\":\"e\"}}";

    assertThat(stored(Model.PLUGIN, "{\"model_version\":6,\"author\":" + author + rest))
        .isEqualTo("{\"model_version\":6,\"author\":" + expected.strip() + rest);
  }

  @Test
  void shouldCountUnknownMembersAtAnyDepth() throws Exception {
    String json =
        "{\"model_version\":6,\"a\":1,\"author\":{\"b\":{\"c\":1}},\"entity\":{\"name\":\"x\",\"features\":[{\"type\":\"uri\",\"d\":1}]}}";

    assertThat(sent(Model.PLUGIN, json.getBytes(UTF_8)).unknownMembers()).isEqualTo(3);
  }

  @Test
  void shouldRefuseAMemberThatIsGivenTwice() {
    String json = "{\"model_version\":6,\"author\":{\"name\":\"a\",\"name\":\"b\"}}";

    assertThatThrownBy(() -> stored(Model.PLUGIN, json))
        .isInstanceOf(CorruptEventException.class)
        .hasMessage("author.name must not be given twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"retries\":0 | true",
        "\"retries\":4294967295 | true",
        "\"retries\":4294967296 | false",
        "\"retries\":-0 | false",
        "\"retries\":1.0 | false",
        "\"retries\":1e2 | false",
        "\"retries\":\"1\" | false",
        "\"entity\":{\"size\":18446744073709551615} | true",
        "\"entity\":{\"size\":18446744073709551616} | false",
        "\"entity\":{\"size\":99999999999999999999} | false",
        "\"entity\":{\"size\":00} | false",
        "\"entity\":{\"info\":[1,{\"a\":null}]} | true",
        "\"entity\":{\"info\":\"text\"} | true",
        "\"entity\":{\"features\":{}} | false",
        "\"entity\":{\"features\":[null]} | false",
        "\"entity\":[] | false",
        "\"flags\":{\"retry\":1} | false",
        "\"track_links\":[1] | false",
        "\"source\":{\"references\":{\"a\":1}} | false",
        "\"source\":{\"references\":{\"a\":\"1\",\"a\":\"2\"}} | false",
        "\"source\":{\"path\":{}} | false",
        "\"timestamp\":\"2026-11-21T00:00:00.123456789+23:59\" | true",
        "\"timestamp\":\"2026-11-21t00:00:00z\" | false",
        "\"timestamp\":\"2026-11-21 00:00:00Z\" | false",
        "\"timestamp\":\"2026-02-29T00:00:00Z\" | false",
        "\"timestamp\":\"2026-11-21T24:00:00Z\" | false",
        "\"timestamp\":\"2026-11-21T00:00:60Z\" | false",
        "\"timestamp\":\"2026-11-21T00:00:00.Z\" | false",
        "\"timestamp\":\"2026-11-21T00:00:00\" | false",
        "\"timestamp\":\"2026-11-21T00:00:00+2400\" | false",
        "\"timestamp\":\"\" | false",
        "\"action\":\"\\ud83d\\ude00\" | true",
        "\"action\":\"\\ud83d\\ude00 \\ud83d\" | false",
        "\"action\":\"\\u12g4\" | false",
      })
  void shouldCheckTheTypeOfEveryMember(String member, boolean accepted) {
    byte[] json = ("{\"model_version\":6," + member.strip() + "}").getBytes(UTF_8);
    boolean read;
    try {
      sent(Model.BINARY, json);
      read = true;
    } catch (CorruptEventException refused) {
      read = false;
    }
    assertThat(read).isEqualTo(accepted);
  }

  @Test
  void shouldRefuseNestingBeyondTheLimit() throws Exception {
    String deep = "[".repeat(62) + "]".repeat(62);
    String tooDeep = "[".repeat(63) + "]".repeat(63);
    String json = "{\"model_version\":6,\"entity\":{\"info\":%s}}";

    assertThat(sent(Model.BINARY, json.formatted(deep).getBytes(UTF_8)).root().end()).isPositive();
    assertThatThrownBy(() -> sent(Model.BINARY, json.formatted(tooDeep).getBytes(UTF_8)))
        .isInstanceOf(CorruptEventException.class)
        .hasMessageContaining("64");
  }

  @Test
  void shouldFindTheStatusWhenItComesAfterItsResults() throws Exception {
    String json =
        "{\"model_version\":6,\"entity\":{\"results\":[{\"action\":\"mapped\",\"zz\":1}],\"zz\":1,\"status\":\"completed\"}}";
    EventScan scan = sent(Model.STATUS, json.getBytes(UTF_8));

    assertThat(scan.results()).hasSize(1);
    assertThat(scan.unknownMembers()).isEqualTo(2);
    JsonNode entity = MAPPER.readTree(scan.stored("")).path("entity");
    assertThat(entity.has("results")).isFalse();
    assertThat(entity.path("status").asText()).isEqualTo("completed");
    assertThat(
            MAPPER
                .readTree(scan.results().getFirst().stored("\"flags\":{}"))
                .path("action")
                .asText())
        .isEqualTo("mapped");
  }

  /** Those that random events are made of from their Avro schemas. */
  @Provide
  Arbitrary<Model> models() {
    return Arbitraries.of(Model.Builtin.values()).filter(Model::hasAvro).map(model -> model);
  }
}
