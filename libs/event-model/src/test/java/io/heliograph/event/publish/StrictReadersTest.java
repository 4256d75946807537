package io.heliograph.event.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is stored that a strict reader could not read back; the others of a batch are taken. */
class StrictReadersTest {
  private static final String GOOD = Events.extracted();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e999",
        "[{\"a\":1.5E+309}]",
        "12.5e308",
        "\"\\ud800\"",
        "\"a\\udc00\\ud800\"",
        "{\"\\ud834\\u0041\":1}",
        "\"\\uD834\""
      })
  void shouldFailOneEventAloneWhenItsFreeJsonCannotBeReadBack(String value) throws Exception {
    assertFailsAlone(withInfo(value), "entity.info must not have ");
  }

  @Test
  void shouldFailOneEventAloneWhenANumberHasTooManyDigits() throws Exception {
    assertFailsAlone(
        withInfo("9".repeat(4_301)), "entity.info must not have a number of more than");
    assertFailsAlone(withInfo("-" + "1".repeat(4_301)), "4300 digits: '-1111");
    assertFailsAlone(withInfo("0." + "3".repeat(5_000)), "4300 digits: '0.333");
  }

  @Test
  void shouldTellAllValuesOfAnEventThatCannotBeReadBackAndTakeTheOthers() throws Exception {
    String bad =
        withInfo("[[1e400],1e401]")
            .replaceFirst("\\{", "{\"kafka_key\":\"a\",\"kafka_key\":[1e999],")
            .replaceFirst("\"author\":\\{", "\"author\":{\"version\":\"a\\\\u0007\",");

    PublishOutcome outcome = json("[" + GOOD + "," + bad + "," + GOOD + "]");

    assertThat(outcome.events()).hasSize(2);
    assertThat(outcome.failures()).hasSize(1);
    assertThat(outcome.failures().getFirst().index()).isOne();
    assertThat(outcome.failures().getFirst().error().split("; ", -1))
        .hasSizeGreaterThanOrEqualTo(3)
        .anySatisfy(
            fault -> assertThat(fault).startsWith("binary.kafka_key must not be given twice"))
        .anySatisfy(fault -> assertThat(fault).startsWith("author.version must not have"))
        .anySatisfy(fault -> assertThat(fault).startsWith("entity.info must not have"));
  }

  @Test
  void shouldTakeWhatAStrictReaderReads() throws Exception {
    for (String value :
        List.of(
            "9".repeat(4_300),
            "-" + "9".repeat(4_300),
            "1.7976931348623157e308",
            "1e-999",
            "\"\\ud83d\\ude00 \\uD834\\uDD1E \\u0000\\u001f\"",
            "{\"\\ud83d\\ude00\":[-0,1E5,0.1]}")) {
      PublishOutcome outcome = json("[" + withInfo(value) + "]");

      assertThat(outcome.failures()).as(value).isEmpty();
      assertThat(text(outcome.events().getFirst())).contains("{\"v\":" + value + "}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "2026-01-01T00:00:00.1234567891Z"
  })
  void shouldFailOneEventAloneWhenATimeIsBeyondReaders(String time) throws Exception {
    assertFailsAlone(withTime(time), "source.timestamp must have at most 9 digits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "0001-01-01T01:00:00+01:00",
        "9999-12-31T23:59:59.999999999Z",
        "2026-01-01T00:00:00.123456789+14:00"
      })
  void shouldTakeTheTimesThatReadersHave(String time) throws Exception {
    assertThat(json(withTime(time)).failures()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\n", "a\\r\\nb", "\u007f", "\\u0085", "\u0085"})
  void shouldRefuseControlCharactersInNamesOnly(String text) throws Exception {
    String named =
        GOOD.replaceFirst("\"author\":\\{\"name\":\"", "$0" + text.replace("\\", "\\\\"));
    assertThat(named).isNotEqualTo(GOOD);

    assertFailsAlone(named, "author.name must not have control characters: '");
    assertFailsAlone(
        GOOD.replace("\"references\":{", "\"references\":{\"k" + text + "\":\"v\","),
        "source.references must not have control characters: '");
    assertThat(json(withInfo("\"\\r\\n\\u0000\"")).failures()).isEmpty();
    assertThat(
            json(GOOD.replace("\"references\":{", "\"references\":{\"k\":\"v" + text + "\","))
                .failures())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"type\":\"text\",", "\"type\":\"\",", "", "\"type\":null,"})
  void shouldFailOneEventAloneWhenAFeatureHasNoTypeOfTheModels(String type) throws Exception {
    assertFailsAlone(withFeature(type), "feature.type must be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"integer", "float", "string", "binary", "datetime", "filepath", "uri"})
  void shouldTakeEveryFeatureTypeOfTheModels(String type) throws Exception {
    assertThat(json(withFeature("\"type\":\"" + type + "\",")).failures()).isEmpty();
  }

  @Test
  void shouldFailOneEventAloneWhenAMemberIsGivenTwice() throws Exception {
    assertFailsAlone(
        GOOD.replaceFirst("\"action\":", "\"action\":\"extracted\",\"action\":"),
        "must not be given twice");
    assertFailsAlone(
        GOOD.replace("\"references\":{", "\"references\":{\"k\":\"1\",\"k\":\"2\","),
        "source.references must not have a key twice: 'k'");
  }

  @Test
  void shouldRefuseTheRequestWhenNoEventOfItCanBeReadBack() {
    assertThatThrownBy(() -> json("[" + withInfo("1e999") + "," + withInfo("1e998") + "]"))
        .isInstanceOfSatisfying(
            UnreadableBodyException.class,
            error ->
                assertThat(error.detail())
                    .startsWith("event 0: entity.info must not have a number")
                    .contains("'1e999'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"action\":\"purge\",\"entity\":{} | action must be one of submission, link, author, ids",
        "\"entity\":{} | action must be one of",
        "\"action\":\"author\",\"entity\":{\"author\":{\"track_author\":\"a\"}} "
            + "| entity.author.timestamp must be given",
        "\"action\":\"link\",\"entity\":{\"submission\":{\"timestamp\":\"2026-01-01T00:00:00Z\"}} "
            + "| entity.submission.track_source_references must be given"
      })
  void shouldRefuseADeletionThatReadersDoNotKnow(String members, String error) throws Exception {
    PublishOutcome outcome = Events.publish(Model.DELETE, plain(members));

    assertThat(outcome.failures()).hasSize(1);
    assertThat(outcome.failures().getFirst().error()).startsWith(error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"action\":\"ids\",\"entity\":{\"ids\":{\"ids\":[\"a\"]},\"link\":{}}",
        "\"action\":\"link\",\"entity\":{\"link\":{\"track_link\":\"a\"}}",
        "\"action\":\"submission\",\"entity\":{\"submission\":{\"track_source_references\":\"a\"}}",
        "\"action\":\"author\",\"entity\":{\"author\":{\"track_author\":\"a\","
            + "\"timestamp\":\"2026-01-01T00:00:00Z\"}}"
      })
  void shouldTakeEveryDeletionThatIsWhole(String members) throws Exception {
    assertThat(Events.publish(Model.DELETE, plain(members)).failures()).isEmpty();
  }

  @Test
  void shouldRefuseARetrohuntOfUnknownAction() throws Exception {
    String good = "\"action\":\"submitted\",\"entity\":{},\"source\":{}";

    assertThat(Events.publish(Model.RETROHUNT, plain(good)).failures()).isEmpty();
    assertThat(
            Events.publish(Model.RETROHUNT, plain(good.replace("submitted", "begun"))).failures())
        .hasSize(1);
  }

  @Test
  void shouldFillInTheKeyOfAStatusInput() throws Exception {
    String input = GOOD.substring(0, GOOD.length() - 1);
    String key = "0123456789abcdef0123456789abcdef";
    String dequeued = key + ".plugin.1.loc.1";

    assertThat(text(status(input + ",\"dequeued\":\"" + dequeued + "\"}")))
        .contains("\"dequeued\":\"" + dequeued + "\"")
        .contains(",\"kafka_key\":\"" + key + "\"}");
    assertThat(text(status(input + ",\"kafka_key\":null,\"dequeued\":\"other\"}")))
        .contains(",\"kafka_key\":\"other\"}");
    assertThat(text(status(input + ",\"kafka_key\":\"own\",\"dequeued\":\"other\"}")))
        .contains("\"kafka_key\":\"own\"")
        .doesNotContain("\"kafka_key\":\"other\"");
  }

  @Test
  void shouldCutWhatStrictReadersRefuseInAPlugin() throws Exception {
    String entity =
        "\"entity\":{\"name\":\"p\",\"features\":[{\"name\":\"f\",\"type\":\"uri\","
            + "\"tags\":[\"t\"]}]}";

    assertThat(text(Events.publish(Model.PLUGIN, plain(entity)).events().getFirst()))
        .contains("{\"name\":\"f\",\"type\":\"uri\",\"desc\":\"\"}");
  }

  private static PreparedEvent status(String input) throws Exception {
    return Events.publish(
            Model.STATUS,
            plain("\"entity\":{\"status\":\"error-runner\",\"input\":" + withoutKey(input) + "}"))
        .events()
        .getFirst();
  }

  private static String withoutKey(String input) {
    return input.replaceFirst("\"kafka_key\":\"x\",", "");
  }

  private static void assertFailsAlone(String bad, String error) throws Exception {
    PublishOutcome outcome = json("[" + GOOD + "," + bad + " ," + GOOD + "]");

    assertThat(outcome.events()).hasSize(2);
    assertThat(outcome.totalOk()).isEqualTo(2);
    assertThat(outcome.failures()).hasSize(1);
    assertThat(outcome.failures().getFirst().event()).isEqualTo(bad);
    assertThat(outcome.failures().getFirst().index()).isEqualTo(1);
    assertThat(outcome.failures().getFirst().error()).contains(error);
  }

  private static String withInfo(String value) {
    return GOOD.replaceFirst("\"entity\":\\{", "$0\"info\":{\"v\":" + quoted(value) + "},");
  }

  private static String withTime(String time) {
    return GOOD.replace("2026-11-21T00:00:00Z", time);
  }

  private static String withFeature(String type) {
    return GOOD.replaceFirst(
        "\"entity\":\\{", "$0\"features\":[{" + type + "\"name\":\"n\",\"value\":\"v\"}],");
  }

  private static String quoted(String value) {
    return value.replace("\\", "\\\\");
  }

  private static String plain(String members) {
    return "{\"model_version\":6,\"timestamp\":\"2026-01-01T00:00:00Z\","
        + "\"author\":{\"name\":\"a\"},"
        + members
        + "}";
  }

  private static PublishOutcome json(String body) throws UnreadableBodyException {
    return Events.publish(Model.BINARY, body);
  }

  private static String text(PreparedEvent event) {
    return new String(event.json(), UTF_8);
  }
}
