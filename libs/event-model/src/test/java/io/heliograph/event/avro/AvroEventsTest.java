package io.heliograph.event.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.Model;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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

class AvroEventsTest {

  private static byte[] bytes(JsonNode json) throws Exception {
    return FieldTrees.MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode withoutSettings(JsonNode event) {
    JsonNode copy = event.deepCopy();
    copy.findParents("settings").forEach(parent -> ((ObjectNode) parent).remove("settings"));
    return copy;
  }

  @Property(tries = 200)
  void shouldKeepEveryFieldWhenWrittenAndRead(@ForAll("models") Model model, @ForAll long seed)
      throws Exception {
    ObjectNode event = new RandomEvents(seed).event(model);

    byte[] avro = AvroEvents.toAvro(model, bytes(event));

    assertThat(FieldTrees.of(AvroEvents.toJson(model, avro))).isEqualTo(FieldTrees.normal(event));
    assertThat(FieldTrees.normal(Reference.read(model, 6, avro)))
        .isEqualTo(FieldTrees.normal(event));
  }

  @Property(tries = 200)
  void shouldReadWhatTheIndependentWriterWrites(
      @ForAll("models") Model model, @ForAll long seed, @ForAll boolean blocking) throws Exception {
    ObjectNode event = new RandomEvents(seed).event(model);
    for (int version = 4; version <= 6; version++) {
      JsonNode expected = FieldTrees.normal(version == 4 ? withoutSettings(event) : event);
      ObjectNode sent = event.deepCopy();
      sent.put("model_version", version);

      byte[] json = AvroEvents.toJson(model, Reference.write(model, version, sent, blocking));

      assertThat(FieldTrees.of(json)).isEqualTo(expected);
    }
  }

  @Property(tries = 20)
  void shouldKeepABulkWhenWrittenAndRead(@ForAll("models") Model model, @ForAll long seed)
      throws Exception {
    RandomEvents random = new RandomEvents(seed);
    List<byte[]> events = new ArrayList<>();
    ObjectNode bulk = FieldTrees.MAPPER.createObjectNode();
    for (int i = 0; i < 1 + Math.floorMod(seed, 120); i++) {
      ObjectNode event = random.event(model);
      events.add(bytes(event));
      bulk.withArray("events").add(event);
    }

    byte[] avro = AvroEvents.bulkToAvro(model, events);

    assertThat(FieldTrees.normal(Reference.readBulk(model, 6, avro).path("events")))
        .isEqualTo(FieldTrees.normal(bulk.path("events")));
    List<byte[]> again = AvroEvents.bulkToJson(model, avro);
    assertThat(again).hasSameSizeAs(events);
    for (int i = 0; i < again.size(); i++) {
      assertThat(FieldTrees.of(again.get(i))).isEqualTo(FieldTrees.of(events.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 5, 6, 46})
  void shouldReadABulkOfVersion4WhateverItsFirstCountLooksLike(int count) throws Exception {
    ObjectNode bulk = FieldTrees.MAPPER.createObjectNode();
    for (int i = 0; i < count; i++) {
      bulk.withArray("events").add(new RandomEvents(i).event(Model.PLUGIN));
    }

    byte[] positive = Reference.writeBulk(Model.PLUGIN, 4, bulk, false);
    byte[] negative = Reference.writeBulk(Model.PLUGIN, 4, bulk, true);

    assertThat(AvroEvents.bulkToJson(Model.PLUGIN, positive)).hasSize(count);
    assertThat(AvroEvents.bulkToJson(Model.PLUGIN, negative)).hasSize(count);
  }

  @Test
  void shouldWriteAnEmptyBulkLikeThePeer() {
    assertThat(AvroEvents.bulkToAvro(Model.BINARY, List.of()))
        .isEqualTo(HexFormat.of().parseHex("0c00"));
  }

  @ParameterizedTest
  @EnumSource(value = Model.Builtin.class, names = "OBSERVATION", mode = EnumSource.Mode.EXCLUDE)
  void shouldRefuseEveryTruncation(Model model) throws Exception {
    byte[] single = AvroEvents.toAvro(model, bytes(new RandomEvents(11).event(model)));
    byte[] bulk = AvroEvents.bulkToAvro(model, List.of(bytes(new RandomEvents(12).event(model))));
    for (int length = 0; length < single.length; length++) {
      byte[] cut = Arrays.copyOf(single, length);
      assertThatThrownBy(() -> AvroEvents.toJson(model, cut))
          .isInstanceOf(MalformedAvroException.class);
    }
    for (int length = 0; length < bulk.length; length++) {
      byte[] cut = Arrays.copyOf(bulk, length);
      assertThatThrownBy(() -> AvroEvents.bulkToJson(model, cut))
          .isInstanceOf(MalformedAvroException.class);
    }
  }

  @Property(tries = 1000)
  void shouldThrowOnlyWhatItDeclaresWhenBytesAreChanged(
      @ForAll("models") Model model, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    byte[] avro = AvroEvents.toAvro(model, bytes(new RandomEvents(seed % 8).event(model)));
    for (int i = random.nextInt(4); i >= 0; i--) {
      avro[random.nextInt(avro.length)] = (byte) random.nextInt(256);
    }
    try {
      assertThat(FieldTrees.MAPPER.readTree(AvroEvents.toJson(model, avro)).isObject()).isTrue();
    } catch (MalformedAvroException refused) {
      assertThat(refused).hasMessageNotContaining("null");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "0c", // no count
        "0cfeffffffffffffffff01", // 2^63-1 events
        "0cffffffffffffffffff01", // -2^63 events
        "0c01feffffffff0f", // a block beyond the end
        "0c8080808080808080808001", // a number of more than 64 bits
        "0cffffffffffffffffffffffffffffff", // the same
        "0c020cfeffffffffffffffff01", // a text of 2^63-1 bytes
        "0c0000", // a byte too many
        "00000000000000000000000000", // no event in many bytes
      })
  void shouldRefuseHostileBulks(String hex) {
    byte[] avro = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> AvroEvents.bulkToJson(Model.BINARY, avro))
        .isInstanceOf(MalformedAvroException.class);
  }

  @Test
  void shouldRefuseToWriteWhatIsNoEvent() {
    assertThatThrownBy(() -> AvroEvents.toAvro(Model.BINARY, new byte[] {'x'}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Those that have an Avro form. */
  @Provide
  Arbitrary<Model> models() {
    return Arbitraries.of(Model.Builtin.values()).filter(Model::hasAvro).map(model -> model);
  }
}
