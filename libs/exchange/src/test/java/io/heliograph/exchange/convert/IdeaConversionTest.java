package io.heliograph.exchange.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.Events;
import io.heliograph.exchange.Vectors;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.EnvelopeWriter;
import io.heliograph.exchange.envelope.Format;
import io.heliograph.exchange.envelope.Shape;
import io.heliograph.exchange.field.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** IDEA both ways: the recorded answers of IntelMQ's expert, and by property. */
class IdeaConversionTest {
  private static final String UUID = "72ddb00c-2d0a-4eea-b7ac-ae122b8e6c3b";
  private static final int RUNS = 200;
  private static final Context CONTEXT =
      new Context(
          "cert-at",
          "cert-at.feed",
          Optional.empty(),
          Instant.parse("2026-11-30T08:00:00Z"),
          Vectors.SANITATION);
  private static final Conversion CONVERSION = new Conversion(CONTEXT);

  static List<JsonNode> ideas() {
    return Vectors.list(Vectors.read("intelmq-idea.json").path("cases")).stream()
        .filter(vector -> vector.has("idea"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ideas")
  void shouldWriteIdeaAsTheExpertWhenItsDefectsAreRepaired(JsonNode vector)
      throws ConversionException {
    ObjectNode expected = vector.path("idea").deepCopy();
    expected.put("ID", UUID);
    if (expected.has("RelID")) {
      expected.putArray("RelID").add(vector.path("idea").path("RelID"));
    }
    Set<String> said =
        expected.path("Target").path(0).properties().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (Set.of("Proto", "Note").containsAll(said)) {
      expected.remove("Target");
    }
    JsonNode types = expected.path("Source").path(0).path("Type");
    if (types.size() == 2 && types.path(0).equals(types.path(1))) {
      ((ObjectNode) expected.path("Source").path(0)).putArray("Type").add(types.path(0));
    }

    Envelope idea = one(Events.envelope(UUID, (ObjectNode) vector.path("event")), Format.IDEA);

    assertThat(Vectors.reread(idea.payload())).isEqualTo(expected);
    assertThat(idea.header().parent().orElseThrow().text()).isEqualTo(UUID);
  }

  @Test
  void shouldWriteANumberWhenAnEventHasATicket() throws ConversionException {
    ObjectNode event =
        Vectors.object("{'rtir_id':77,'time.observation':'2024-01-01T00:00:00+00:00'}");

    assertThat(one(Events.envelope(UUID, event), Format.IDEA).payload().path("Ref"))
        .isEqualTo(Vectors.json("[\"rtir:77\"]"));
  }

  @Test
  void shouldRefuseWhenAnEventWasNeverObserved() {
    Envelope event = Events.envelope(UUID, Vectors.object("{'source.ip':'192.0.2.1'}"));

    assertThatThrownBy(() -> CONVERSION.convert(event, Format.IDEA))
        .isInstanceOf(ConversionException.class)
        .hasMessageStartingWith("time.observation: ");
  }

  @Test
  void shouldKeepWhatTheContractSaysWhenAnEventGoesThroughIdea() throws ConversionException {
    Set<String> kept =
        Set.of(
            "source.ip",
            "destination.ip",
            "source.port",
            "destination.port",
            "protocol.transport",
            "time.observation",
            "time.source",
            "source.fqdn",
            "destination.fqdn",
            "source.asn",
            "destination.asn",
            "source.url",
            "destination.url",
            "source.account",
            "destination.account",
            "source.reverse_dns",
            "source.local_hostname",
            "source.local_ip",
            "malware.hash.md5",
            "malware.hash.sha1",
            "malware.hash.sha256",
            "misp.event_uuid",
            "misp.attribute_uuid",
            "rtir_id",
            "comment",
            "raw",
            "tlp",
            "classification.identifier",
            "event_hash",
            "feed.code");
    for (int seed = 0; seed < RUNS; seed++) {
      ObjectNode payload = Events.random(new Random(seed));
      payload.put("time.observation", "2024-01-01T00:00:00+00:00");
      if (!payload.has("protocol.transport")) {
        // Without a transport a known application may be taken for one.
        payload.remove("protocol.application");
      }
      Envelope event = Events.envelope(UUID, payload);

      Envelope idea = one(event, Format.IDEA);
      Envelope back = one(sent(idea), Format.INTELMQ);

      for (String key : kept) {
        assertThat(back.payload().path(key))
            .as("seed " + seed + " " + key)
            .isEqualTo(event.payload().path(key));
      }
      assertAccuracy(back.payload(), event.payload(), "seed " + seed);
      String type = payload.path("classification.type").asText("undetermined");
      if (isInjective(type)) {
        assertThat(back.payload().path("classification.type").asText())
            .as("seed " + seed)
            .isEqualTo(type);
      }
      assertThat(back.payload().path("extra.idea_id").asText()).isEqualTo(UUID);
    }
  }

  private static void assertAccuracy(ObjectNode back, ObjectNode event, String seed) {
    if (event.has("feed.accuracy")) {
      assertThat(back.path("feed.accuracy").doubleValue())
          .as(seed)
          .isEqualTo(event.path("feed.accuracy").doubleValue());
    }
  }

  /**
   * Whether the category of a type, with its source's tag, is that type's alone on the way back.
   */
  private static boolean isInjective(String type) {
    return Set.of(
            "phishing",
            "ddos",
            "spam",
            "scanner",
            "c2-server",
            "exploit",
            "brute-force",
            "test",
            "violence",
            "unauthorised-information-access",
            "privileged-account-compromise",
            "potentially-unwanted-accessible",
            "application-compromise",
            "dga-domain",
            "unauthorized-use-of-resources",
            "masquerade",
            "harmful-speech",
            "dos",
            "sniffing",
            "unprivileged-account-compromise",
            "social-engineering",
            "copyright",
            "sabotage",
            "unauthorised-information-modification",
            "outage",
            "data-leak",
            "malware",
            "vulnerable-system")
        .contains(type);
  }

  @Test
  void shouldBeOneEventForEachPairWhenIdeaHasSeveral() throws ConversionException {
    ObjectNode idea =
        Vectors.object(
            "{'Format':'IDEA0','ID':'4390fc3f-c753-4a3e-bc83-1b44f24baf75','PredID':['x1'],"
                + "'AltNames':['RT#77'],'AggrID':['agg'],'Category':['Anomaly.Traffic','Test'],"
                + "'DetectTime':'2024-01-01T00:00:00Z','ConnCount':5,'Node':[{'Name':'a.b'}],"
                + "'Source':[{'IP4':['192.0.2.1','192.0.2.7'],'Type':['DGA']},"
                + "{'IP4':['192.0.2.9'],'Spoofed':true},{'IP4':['192.0.2.0-192.0.2.255']}],"
                + "'Target':[{'Port':[22,23],'Proto':['ssh','tcp']},{'IP6':['2001:db8::/32']}]}");
    Envelope message = Events.envelope("!cert-cz", "idea", "{}", idea);

    List<Envelope> events = CONVERSION.convert(message, Format.INTELMQ);

    assertThat(events).hasSize(6);
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.header().parent().orElseThrow().text())
                  .isEqualTo("cert-at:idea:4390fc3f-c753-4a3e-bc83-1b44f24baf75");
              assertThat(event.meta().path("alternate").path(0).asText()).isEqualTo("RT#77");
              assertThat(event.meta().path("related").path(0).asText()).isEqualTo("agg");
              assertThat(event.payload().path("extra.idea_other").path("ConnCount").asInt())
                  .isEqualTo(5);
              assertThat(event.payload().path("extra.idea_category")).hasSize(2);
            });
    JsonNode first = events.get(0).payload();
    assertThat(first.path("source.ip").asText()).isEqualTo("192.0.2.1");
    assertThat(first.path("extra.idea_source").path("IP4").path(0).asText()).isEqualTo("192.0.2.7");
    assertThat(first.path("classification.type").asText()).isEqualTo("dga-domain");
    assertThat(first.path("destination.port").asInt()).isEqualTo(22);
    assertThat(first.path("protocol.transport").asText()).isEqualTo("tcp");
    assertThat(events.get(1).payload().path("destination.network").asText())
        .isEqualTo("2001:db8::/32");
    assertThat(events.get(2).payload().has("source.ip")).isFalse();
    assertThat(events.get(2).payload().path("extra.idea_source").path("IP4")).hasSize(1);
    assertThat(events.get(4).payload().path("source.network").asText()).isEqualTo("192.0.2.0/24");
  }

  @ParameterizedTest
  @CsvSource({
    "4390FC3F-c753-4a3e-bc83-1b44f24baf75,cert-at:idea:4390fc3f-c753-4a3e-bc83-1b44f24baf75",
    "legacy 7,41e3ad46-9d7a-5a5b-8b7b-000000000000"
  })
  void shouldBeWhatIdeaCallsItWhenAMessageHasNoIdOfItsOwn(String ideaId, String id)
      throws ConversionException {
    ObjectNode idea =
        Vectors.object(
            "{'ID':'" + ideaId + "','PredID':'legacy 6','DetectTime':'2024-01-01T00:00:00Z'}");
    Envelope message = Events.envelope("!cert-cz", "idea", "{}", idea);

    Envelope event = one(message, Format.INTELMQ);

    String expected = ideaId.startsWith("legacy") ? NameUuid.of("idea:" + ideaId) : id;
    assertThat(event.id().text()).isEqualTo(expected);
    assertThat(event.header().parent().orElseThrow().text())
        .isEqualTo(NameUuid.of("idea:legacy 6"));
    assertThat(event.meta().path("x-action").asText()).isEqualTo("replace");
    assertThat(event.payload().path("extra.idea_id").asText()).isEqualTo(ideaId);
  }

  @Test
  void shouldRefuseWhenThereWouldBeTooManyEvents() {
    ObjectNode idea = Vectors.object("{'ID':'a','DetectTime':'2024-01-01T00:00:00Z'}");
    for (String side : List.of("Source", "Target")) {
      var parties = idea.putArray(side);
      for (int i = 0; i < 32; i++) {
        parties.addObject().putArray("Port").add(i);
      }
    }
    Envelope message = Events.envelope(UUID, "idea", "{}", idea);

    assertThatThrownBy(() -> CONVERSION.convert(message, Format.INTELMQ))
        .isInstanceOf(ConversionException.class);
    ((ArrayNode) idea.path("Source")).remove(0);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    CONVERSION.convert(Events.envelope(UUID, "idea", "{}", idea), Format.INTELMQ)))
        .isNull();
  }

  private static Envelope one(Envelope message, Format to) throws ConversionException {
    List<Envelope> converted = CONVERSION.convert(message, to);
    assertThat(converted).hasSize(1);
    assertThat(converted.getFirst().header().kind()).isEqualTo(Kind.EVENT);
    return converted.getFirst();
  }

  /** The message after a hop: written, and read by the next instance. */
  private static Envelope sent(Envelope message) {
    return Events.read(Vectors.reread(EnvelopeWriter.write(message, Shape.NESTED)));
  }
}
