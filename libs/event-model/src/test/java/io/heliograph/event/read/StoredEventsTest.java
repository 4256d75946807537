package io.heliograph.event.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.event.avro.RandomEvents;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredEventsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The event as it would be stored. */
  static byte[] stored(Model model, ObjectNode event) throws Exception {
    byte[] json = MAPPER.writeValueAsString(event).getBytes(UTF_8);
    return EventScan.stored(model, json, List.of()).stored("");
  }

  private static ObjectNode event(Model model) throws Exception {
    ObjectNode event = new RandomEvents(3).event(model);
    event.putObject("author").put("name", "ann");
    event.put("kafka_key", "k1");
    return event;
  }

  @ParameterizedTest
  @EnumSource(value = Model.Builtin.class, names = "OBSERVATION", mode = EnumSource.Mode.EXCLUDE)
  void shouldReadBothFormsAlike(Model model) throws Exception {
    byte[] json = stored(model, event(model));

    StoredEvent ofJson = StoredEvents.read(model, json).orElseThrow();
    StoredEvent ofAvro = StoredEvents.read(model, AvroEvents.toAvro(model, json)).orElseThrow();

    assertThat(ofJson.json()).isEqualTo(json);
    assertThat(ofJson.kafkaKey()).isEqualTo("k1");
    assertThat(ofAvro.kafkaKey()).isEqualTo("k1");
    assertThat(ofAvro.headers().author()).isEqualTo("ann");
    assertThat(ofAvro.headers().entityId()).isEqualTo(ofJson.headers().entityId());
    assertThat(ofAvro.headers().streams()).isEqualTo(ofJson.headers().streams());
  }

  @Test
  void shouldReadAnOlderShapeWhenOptionalMembersAreMissing() throws Exception {
    String old =
        "{\"author\":{\"name\":\"a\"},\"source\":{\"name\":\"s\",\"path\":null},"
            + "\"action\":\"binary_downloaded\",\"entity\":{\"sha256\":\"x\",\"file_format_legacy\":\"ZIP\"}}";

    StoredEvent event = StoredEvents.read(Model.BINARY, old.getBytes(UTF_8)).orElseThrow();

    assertThat(event.headers().entityId()).isEqualTo("x");
    assertThat(event.headers().version()).isEqualTo(6);
    assertThat(MAPPER.readTree(event.json()).path("flags").isObject()).isTrue();
    assertThat(MAPPER.readTree(event.json()).path("entity").has("file_format_legacy")).isFalse();
  }

  @Property(tries = 500)
  void shouldBeEmptyWhenTheValueIsGarbage(@ForAll("models") Model model, @ForAll byte[] value) {
    assertThat(StoredEvents.read(model, value)).isEmpty();
    assertThat(StoredEvents.read(value)).isEmpty();
  }

  @Property(tries = 500)
  void shouldNotThrowWhenBytesAreChanged(@ForAll("models") Model model, @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    byte[] value = AvroEvents.toAvro(model, stored(model, event(model)));
    value[random.nextInt(value.length)] = (byte) random.nextInt(256);

    assertThat(StoredEvents.read(model, value).map(StoredEvent::json).map(json -> json[0]))
        .isIn(Optional.empty(), Optional.of((byte) '{'));
  }

  @Test
  void shouldDescribeAnEvent() throws Exception {
    EventHeaders headers =
        StoredEvents.describe(Model.PLUGIN, stored(Model.PLUGIN, event(Model.PLUGIN)));

    assertThat(headers.model()).isEqualTo(Model.PLUGIN);
    assertThat(headers.author()).isEqualTo("ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{", "[]", "{\"author\":1}"})
  void shouldRefuseToDescribeWhatIsNoEvent(String json) {
    assertThatThrownBy(() -> StoredEvents.describe(Model.BINARY, json.getBytes(UTF_8)))
        .isInstanceOf(CorruptEventException.class);
  }

  /** Those that have an Avro form. */
  @Provide
  Arbitrary<Model> models() {
    return Arbitraries.of(Model.Builtin.values()).filter(Model::hasAvro).map(model -> model);
  }
}
