package io.heliograph.exchange.intelmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.heliograph.exchange.DryRun;
import io.heliograph.exchange.Vectors;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.EnvelopeWriter;
import io.heliograph.exchange.envelope.Reading;
import io.heliograph.exchange.envelope.Receiver;
import io.heliograph.exchange.field.Kind;
import io.heliograph.exchange.json.JsonLimits;
import io.heliograph.exchange.json.PythonRepr;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports, imports and hashes that IntelMQ's library gave. */
class IntelmqVectorTest {
  static List<JsonNode> exports() {
    return Vectors.list(Vectors.read("intelmq-export.json").path("export"));
  }

  static List<JsonNode> imports() {
    return Vectors.list(Vectors.read("intelmq-export.json").path("import"));
  }

  static List<JsonNode> hashes() {
    return Vectors.list(Vectors.read("intelmq-hash.json").path("cases"));
  }

  @ParameterizedTest
  @MethodSource("exports")
  void shouldExportAsRecordedWhenFlagsAreGiven(JsonNode vector) {
    ExportFlags flags =
        new ExportFlags(
            vector.path("with_type").asBoolean(),
            vector.path("hierarchical").asBoolean(),
            vector.path("jsondict_as_string").asBoolean(),
            true);

    ObjectNode exported =
        new FlatExport(flags).object(Kind.EVENT, (ObjectNode) vector.path("event"));

    // The order of members counts too: outputs are compared byte by byte.
    assertThat(exported).hasToString(vector.path("to_dict").toString());
  }

  @ParameterizedTest
  @MethodSource("imports")
  void shouldImportAsRecordedWhenAMessageIsRead(JsonNode vector) {
    Receiver receiver =
        new Receiver(
            "cert-xx",
            Kind.ofPythonClass(vector.path("default_type").asText()),
            false,
            false,
            Receiver.META_BYTES_MAX,
            Vectors.SANITATION);
    byte[] text = vector.path("text").asText().getBytes(StandardCharsets.UTF_8);

    DryRun.Verdict verdict = new DryRun(receiver, JsonLimits.DEFAULT).judge(text);

    JsonNode answer = verdict.json();
    JsonNode expected = vector.path("reference");
    switch (expected.path("error").asText()) {
      case "" -> {
        assertThat(verdict.isAccepted()).as(answer.toString()).isTrue();
        assertThat(answer.path("payload")).isEqualTo(expected.path("fields"));
        assertThat(Optional.of(expected.path("type").asText()))
            .isEqualTo(Kind.ofWire(answer.path("type").asText()).map(Kind::pythonClass));
      }
      case "InvalidKey" ->
          assertThat(answer.path("errors").path(0).path("rule").asText()).isEqualTo("key");
      case "InvalidValue" ->
          assertThat(answer.path("errors").path(0).path("rule").asText()).isEqualTo("sanitise");
      case "KeyError", "InvalidArgument" ->
          assertThat(answer.path("result").asText()).isEqualTo("bad_type");
      default -> assertThat(answer.path("result").asText()).isEqualTo("malformed");
    }
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void shouldHashAsRecordedWhenFieldsAreCounted(JsonNode vector) {
    JsonNode event = vector.path("event");
    Set<String> ip = Set.of("source.ip");

    assertThat(MessageHash.without(event, Set.of())).isEqualTo(vector.path("hash").asText());
    assertThat(MessageHash.without(event, ip))
        .isEqualTo(vector.path("hash_blacklist_source_ip").asText());
    assertThat(MessageHash.of(event, ip))
        .isEqualTo(vector.path("hash_whitelist_source_ip").asText());
    vector
        .path("py_repr")
        .properties()
        .forEach(
            field ->
                assertThat(PythonRepr.repr(event.path(field.getKey())))
                    .isEqualTo(field.getValue().asText()));
  }

  @Test
  void shouldHaveAllCasesWhenTheFilesAreRead() {
    assertThat(exports()).hasSize(24);
    assertThat(imports()).hasSize(13);
    assertThat(hashes()).hasSize(12);
  }

  @Test
  void shouldDropRawUnlessKeptWhenExported() {
    ObjectNode event = Vectors.object("{'raw':'cmF3','comment':'c'}");

    assertThat(new FlatExport(ExportFlags.DEFAULT).line(Kind.EVENT, event))
        .isEqualTo("{\"comment\": \"c\"}");
    assertThat(new FlatExport(new ExportFlags(true, false, false, true)).line(Kind.EVENT, event))
        .isEqualTo("{\"__type\": \"Event\", \"comment\": \"c\", \"raw\": \"cmF3\"}");
  }

  @Test
  void shouldLoseNoKeyWhenAKeyIsTheBeginningOfAnother() {
    ObjectNode event = Vectors.object("{'extra.a.b':1,'extra.a':2,'extra.a.a.a':3}");

    assertThat(new FlatExport(new ExportFlags(false, true, false, false)).object(Kind.EVENT, event))
        .isEqualTo(Vectors.object("{'extra':{'a.b':1,'a':2,'a.a.a':3}}"));
  }

  @Test
  void shouldGiveOneValueWhenASingleKeyIsExported() {
    ObjectNode event = Vectors.object("{'raw':'aGVsbG8=','extra.a':1,'source.port':80}");

    assertThat(FlatExport.single(event, "raw")).isEqualTo(TextNode.valueOf("hello"));
    assertThat(FlatExport.single(event, "extra")).isEqualTo(Vectors.object("{'a':1}"));
    assertThat(FlatExport.single(event, "source.port").asInt()).isEqualTo(80);
    assertThat(FlatExport.single(event, "comment").isMissingNode()).isTrue();
  }

  @Test
  void shouldGetItsIdBackWhenAFlatExportIsImported() {
    JsonNode sent =
        Vectors.object(
            "{'meta':{'version':1,'uuid':{'current':'cert-at:RT4711','parent':'cert-at:RT1'},"
                + "'type':'event','format':'intelmq'},'payload':{'source.ip':'192.0.2.1'}}");
    Envelope message = read(sent);

    Envelope back = read(EnvelopeWriter.flat(message, true));

    assertThat(back.id()).isEqualTo(message.id());
    assertThat(back.header().parent()).isEqualTo(message.header().parent());
    assertThat(back.payload()).isEqualTo(message.payload());
    assertThat(back.assigned()).isFalse();
  }

  @Test
  void shouldBecomeAChildWhenABotEnrichedAHashedEvent() {
    Envelope message = read(Vectors.object("{'source.ip':'192.0.2.1'}"));
    ObjectNode enriched = EnvelopeWriter.flat(message, true);
    enriched.put("source.asn", 64500);

    Envelope back = read(enriched);

    assertThat(back.header().parent()).contains(message.id());
    assertThat(back.id()).isNotEqualTo(message.id());
    assertThat(back.assigned()).isTrue();
  }

  @Test
  void shouldJoinKeysWhenANestedMessageIsAllowed() {
    ObjectNode nested =
        Vectors.object(
            "{'source':{'ip':'192.0.2.1','geolocation':{'cc':'at'}},'extra':{'a':{'b':1}}}");

    DryRun allowed = new DryRun(Vectors.RECEIVER.hierarchical(true), JsonLimits.DEFAULT);

    assertThat(allowed.judge(nested).json().path("payload"))
        .isEqualTo(
            Vectors.object(
                "{'source.ip':'192.0.2.1','source.geolocation.cc':'AT','extra.a':{'b':1}}"));
    assertThat(Vectors.DRY_RUN.judge(nested).isAccepted()).isFalse();
  }

  private static Envelope read(JsonNode message) {
    Reading reading = Vectors.DRY_RUN.judge(Vectors.reread(message)).reading();
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return ((Reading.Read) reading).envelope();
  }
}
