package io.heliograph.event.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Observations and declared entity types (contract dispatcher.md part 1 row 23). */
class FreeEntitiesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Model SCAN = new Model.Declared("filescan");
  private static final Model NOTE = new Model.Declared("note");

  private static String declared(String action, String entity) {
    return """
        {"model_version":6,"timestamp":"2026-11-21T00:01:00Z","author":{"name":"ann"},
         "source":{"name":"feeds","path":[],"timestamp":"2026-11-21T00:01:00Z"},"mine":1,
         "action":"%s","entity":%s}"""
        .formatted(action, entity);
  }

  @Test
  void shouldPrepareAnEventOfADeclaredType() throws Exception {
    String entity = "{\"file\":{\"name\":\"a.exe\"}, \"more\" : [1,{\"x\":null}]}";

    PublishOutcome outcome = Events.publish(SCAN, declared("seen", entity));

    assertThat(outcome.failures()).isEmpty();
    PreparedEvent event = outcome.events().getFirst();
    assertThat(event.kafkaKey()).isEqualTo(Md5.hex("feeds.filescan.a.exe.seen.ann."));
    assertThat(event.topic()).isEqualTo("feeds.filescan.data");
    assertThat(event.headers().entityId()).isEqualTo("a.exe");
    assertThat(event.headers().action()).isEqualTo("seen");
    assertThat(event.headers().source()).isEqualTo("feeds");
    assertThat(new String(event.json(), UTF_8)).contains("\"entity\":" + entity);
    assertThat(MAPPER.readTree(event.json()).has("mine")).isFalse();
    assertThat(MAPPER.readTree(event.json()).path("kafka_key").asText())
        .isEqualTo(event.kafkaKey());
  }

  @Test
  void shouldTakeANumberForAnIdAndATopicWithoutData() throws Exception {
    PreparedEvent event =
        Events.publish(NOTE, declared("written", "{\"number\":12}")).events().getFirst();

    assertThat(event.kafkaKey()).isEqualTo(Md5.hex("feeds.note.12.written.ann."));
    assertThat(event.topic()).isEqualTo("feeds.note");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "found | {\"file\":{\"name\":\"a\"}} | action must be one of seen, gone",
        "seen | {\"file\":{\"name\":\"\"}} | entity.file.name must be a text or number",
        "seen | {\"file\":{\"name\":{}}} | entity.file.name must be a text or number",
        "seen | {} | entity.file.name must be a text or number",
      })
  void shouldNameTheRuleOfADeclaredTypeThatIsBroken(String action, String entity, String rule)
      throws Exception {
    PublishOutcome outcome = Events.publish(SCAN, declared(action, entity));

    assertThat(outcome.failures().getFirst().error()).startsWith(rule);
    assertThat(outcome.events()).isEmpty();
  }

  @Test
  void shouldRefuseAnEntityThatIsNoObjectWithTheWholeBody() {
    assertThatThrownBy(() -> Events.publish(SCAN, declared("seen", "[]")))
        .isInstanceOf(UnreadableBodyException.class);
  }

  @Test
  void shouldRefuseAvroForWhatThePeerDoesNotKnow() {
    assertThatThrownBy(() -> Events.pipeline().avro(SCAN, new byte[] {12, 0}))
        .isInstanceOfSatisfying(
            UnreadableBodyException.class,
            refused -> assertThat(refused.detail()).contains("filescan"));
  }

  @Test
  void shouldKeyAnObservationByItsCanonicalId() throws Exception {
    PreparedEvent event =
        Events.publish(Model.OBSERVATION, Events.observation()).events().getFirst();

    assertThat(event.kafkaKey()).isEqualTo("0e3d5a4c-7a0b-4c62-9c46-7a6c3b1c0f01");
    assertThat(event.topic()).isEqualTo("feeds.observation");
    assertThat(MAPPER.readTree(event.json()).path("entity").path("meta").path("x-mine").size())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!a!b", "a b", "ä", "a\\\"b"})
  void shouldRefuseAnObservationWithoutAnIdOfItsOwn(String id) throws Exception {
    String event = Events.observation().replace("0E3D5A4C-7A0B-4C62-9C46-7A6C3B1C0F01", id);

    assertThat(Events.publish(Model.OBSERVATION, event).failures().getFirst().error())
        .startsWith("entity.meta.uuid.current");
  }

  @Test
  void shouldKeepAForeignEventAsItIs() throws Exception {
    String id = "0e3d5a4c-7a0b-4c62-9c46-7a6c3b1c0f01";
    String event =
        Events.observation().replace("\"kafka_key\":\"x\"", "\"kafka_key\":\"" + id + "\"");

    PublishOutcome outcome =
        Events.pipeline().onBehalf(Model.OBSERVATION, event.getBytes(UTF_8), "cHJvdg");

    assertThat(outcome.failures()).isEmpty();
    PreparedEvent kept = outcome.events().getFirst();
    assertThat(new String(kept.json(), UTF_8)).isEqualTo(event);
    assertThat(kept.kafkaKey()).isEqualTo(id);
    assertThat(kept.headers().provenance()).isEqualTo("cHJvdg");
  }
}
