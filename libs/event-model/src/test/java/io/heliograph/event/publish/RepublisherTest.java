package io.heliograph.event.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.avro.AvroEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RepublisherTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Republisher republisher =
      new Republisher(new Topics("", Events.SOURCES), Events.SOURCES, new Random(3));

  @ParameterizedTest
  @EnumSource(
      value = Model.Builtin.class,
      names = {"BINARY", "STATUS", "PLUGIN", "INSERT"})
  void shouldBeWhatPublishingMadeWhenAnEventHasAnIdentityOfItsOwn(Model model) throws Exception {
    PreparedEvent published = Events.publish(model, Events.of(model)).clientEvents().getFirst();
    byte[] avro = AvroEvents.toAvro(model, published.json());

    PreparedEvent again = republisher.events(model, avro, "formerkey").getFirst();

    assertThat(again.kafkaKey()).isEqualTo(published.kafkaKey());
    assertThat(again.topic()).isEqualTo(published.topic());
    assertThat(again.headers()).isEqualTo(published.headers());
    assertThat(tree(again)).isEqualTo(MAPPER.readTree(AvroEvents.toJson(model, avro)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Model.Builtin.class,
      names = {"DELETE", "DOWNLOAD", "RETROHUNT"})
  void shouldKeepTheKeyWhenItWasDrawnAtRandom(Model model) throws Exception {
    PreparedEvent published = Events.publish(model, Events.of(model)).clientEvents().getFirst();
    byte[] avro = AvroEvents.toAvro(model, published.json());

    PreparedEvent again = republisher.events(model, avro, "former\"key").getFirst();

    assertThat(again.kafkaKey()).isEqualTo("former\"key");
    assertThat(tree(again).path("kafka_key").asText()).isEqualTo("former\"key");
    assertThat(republisher.events(model, avro, "").getFirst().kafkaKey())
        .as("of the event itself")
        .isEqualTo(published.kafkaKey());
  }

  @Test
  void shouldReplaceWhatTheHubSetsWhenTheEventCarriesIt() throws Exception {
    String former =
        Events.extracted()
            .replaceFirst(
                "\"kafka_key\":\"x\"",
                "\"kafka_key\":\"old\",\"retries\":2,\"dequeued\":\"d\",\"track_links\":[\"wrong\"]");

    JsonNode event = tree(republisher.events(Model.BINARY, bytes(former), "old").getFirst());

    assertThat(event.path("kafka_key").asText()).hasSize(32);
    assertThat(event.path("track_links").path(0).asText()).startsWith(Events.PARENT);
    assertThat(event.has("retries") || event.has("dequeued")).isFalse();
  }

  @Test
  void shouldTakeEachOfAListWhenOldJsonHasOne() throws Exception {
    String old = Events.extracted().replace("\"model_version\":6", "\"model_version\":4");
    String none = Events.sourced().replace("\"model_version\":6,", "");

    List<PreparedEvent> events =
        republisher.events(Model.BINARY, bytes("[" + old + " , " + none + "]"), "k");

    assertThat(events).hasSize(2);
    for (PreparedEvent event : events) {
      assertThat(tree(event).path("model_version").asInt()).isEqualTo(6);
      assertThat(event.headers().version()).isEqualTo(6);
    }
    assertThat(events.get(0).topic()).isEqualTo("feeds.binary.data");
    assertThat(events.get(1).topic()).isEqualTo("azul.expedite");
  }

  @Test
  void shouldTakeAnActionThatNobodyMayPublishToday() throws Exception {
    String old = Events.extracted().replace("\"extracted\"", "\"downloaded\"");

    PreparedEvent event = republisher.events(Model.BINARY, bytes(old), "").getFirst();

    assertThat(event.topic()).isEqualTo("feeds.binary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the value is empty",
        "{ | no event of model binary: expected '\"', found the end at byte 1",
        "[] x | no event of model binary: expected the end, found 'x' at byte 3",
        "{\"author\":{\"name\":\"\"}} | author.name must not be empty",
        "{\"author\":{\"name\":\"a\"},\"source\":{\"name\":\"nope\"}} | unknown source: nope",
        "{\"author\":{\"name\":\"a\"},\"source\":{\"name\":\"feeds\"}} | source.path must not be"
            + " empty",
      })
  void shouldSayWhyWhenAValueIsNoEvent(String value, String reason) {
    assertThatThrownBy(() -> republisher.events(Model.BINARY, bytes(value), "k"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void shouldSayWhereWhenAvroIsCutOff() throws Exception {
    PreparedEvent published =
        Events.publish(Model.BINARY, Events.extracted()).clientEvents().getFirst();
    byte[] avro = AvroEvents.toAvro(Model.BINARY, published.json());

    assertThatThrownBy(
            () -> republisher.events(Model.BINARY, Arrays.copyOf(avro, avro.length - 1), "k"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith("no Avro of model binary: ");
  }

  private static byte[] bytes(String json) {
    return json.getBytes(UTF_8);
  }

  private static JsonNode tree(PreparedEvent event) throws Exception {
    return MAPPER.readTree(event.json());
  }
}
