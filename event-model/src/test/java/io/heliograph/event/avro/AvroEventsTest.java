package io.heliograph.event.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.Model;
import java.util.Collections;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class AvroEventsTest {
  private static final String BINARY =
      """
      {"model_version":6,"kafka_key":"k1","timestamp":"2026-11-21T10:00:02.1234Z",\
      "author":{"name":"Unpack","version":"2.0"},\
      "source":{"name":"feeds","references":{"a":"1","b":"\\u0001\\"é😀"},\
      "path":[{"author":{"name":"Unpack"},"action":"extracted","sha256":"bb",\
      "timestamp":"1969-12-31T23:59:59.999999Z","size":18446744073709551615}],\
      "timestamp":"2026-11-21T00:00:00Z"},\
      "entity":{"sha256":"bb","size":9,"info":{ "a" : [1, 2.50] },\
      "features":[{"name":"n","value":"","type":"string","offset":3}],\
      "datastreams":[{"label":"content","size":0,"sha512":"","sha256":"bb","sha1":"","md5":"",\
      "mime":"","magic":""}]},\
      "action":"extracted","retries":4294967295,"flags":{"expedite":true},"track_links":["l"]}""";

  @Test
  void shouldComeBackTheSameWhenWrittenAndRead() throws Exception {
    byte[] avro = AvroEvents.toAvro(Model.BINARY, bytes(BINARY));

    assertThat(json(Model.BINARY, avro)).isEqualTo(BINARY);
  }

  @Test
  void shouldBeReadableByAvroItselfWhenWritten() {
    byte[] avro = AvroEvents.toAvro(Model.BINARY, bytes(BINARY));

    GenericRecord record = Schemas.decode(Schemas.single(Model.BINARY, 6), avro);
    assertThat(record.get("retries")).isEqualTo(4294967295L);
    assertThat(((GenericRecord) record.get("entity")).get("info").toString()).contains("lim=");
    assertThat(((GenericRecord) record.get("source")).get("references").toString()).contains("é😀");
  }

  @Test
  void shouldWriteTheSameBytesWhenMembersComeInAnotherOrder() {
    String ordered =
        """
        {"kafka_key":"k","timestamp":"2026-11-21T00:00:00Z","author":{"name":"a","version":"1"},\
        "action":"author","entity":{"reason":"r","author":{"track_author":"t"}}}""";
    String shuffled =
        """
        { "extra":[{"a":{}}], "entity":{"author":{"track_author":"t"},"reason":"r","more":null},
          "author":{"version":"1","security":null,"name":"a"},
          "action":"author","timestamp":"2026-11-21T10:00:00.0000009+10:00","kafka_key":"k" }""";

    byte[] avro = AvroEvents.toAvro(Model.DELETE, bytes(shuffled));

    assertThat(avro).isEqualTo(AvroEvents.toAvro(Model.DELETE, bytes(ordered)));
  }

  @Test
  void shouldTakeTheLastWhenAMemberComesTwice() throws Exception {
    byte[] avro =
        AvroEvents.toAvro(
            Model.PLUGIN, bytes("{\"author\":{\"name\":\"a\"},\"author\":{\"name\":\"b\"}}"));

    assertThat(json(Model.PLUGIN, avro)).contains("\"author\":{\"name\":\"b\"}");
  }

  @Test
  void shouldWriteRequiredMembersOnlyWhenAllIsZero() throws Exception {
    assertThat(json(Model.BINARY, AvroEvents.toAvro(Model.BINARY, bytes("{}"))))
        .isEqualTo(
            """
            {"model_version":6,"timestamp":"0001-01-01T00:00:00Z","author":{"name":""},\
            "source":{"name":"","path":[],"timestamp":"0001-01-01T00:00:00Z"},\
            "entity":{"sha256":""},"action":"","flags":{}}""");
    assertThat(json(Model.DELETE, AvroEvents.toAvro(Model.DELETE, bytes("{}"))))
        .isEqualTo(
            """
            {"model_version":6,"timestamp":"0001-01-01T00:00:00Z","author":{"name":""},\
            "entity":{},"action":""}""");
  }

  @Test
  void shouldWriteTwoBytesWhenABulkIsEmpty() throws Exception {
    byte[] avro = AvroEvents.bulkToAvro(Model.STATUS, List.of());

    assertThat(avro).containsExactly(0x0C, 0);
    assertThat(AvroEvents.bulkToJson(Model.STATUS, avro)).isEmpty();
  }

  @Test
  void shouldKeepEveryEventWhenABulkHasManyBlocks() throws Exception {
    List<byte[]> events = Collections.nCopies(250, bytes(BINARY));

    byte[] avro = AvroEvents.bulkToAvro(Model.BINARY, events);

    assertThat(AvroEvents.bulkToJson(Model.BINARY, avro))
        .hasSize(250)
        .allSatisfy(event -> assertThat(new String(event, UTF_8)).isEqualTo(BINARY));
  }

  @Test
  void shouldRefuseWhenJsonIsOfAnotherShape() {
    for (String json :
        List.of(
            "",
            "[]",
            "{\"author\":[]}",
            "{\"author\":{\"name\":1}}",
            "{\"timestamp\":\"2026-13-01T00:00:00Z\"}",
            "{\"retries\":-1}",
            "{\"retries\":4294967296}",
            "{\"entity\":{\"size\":18446744073709551616}}",
            "{\"entity\":{\"size\":1.5}}",
            "{\"flags\":{\"retry\":\"yes\"}}",
            "{\"track_links\":{}}",
            "{\"source\":{\"references\":{\"a\":1}}}",
            "{} {}",
            "{")) {
      assertThatThrownBy(() -> AvroEvents.toAvro(Model.BINARY, bytes(json)))
          .as(json)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String json(Model model, byte[] avro) throws MalformedAvroException {
    return new String(AvroEvents.toJson(model, avro), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
