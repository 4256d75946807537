package io.heliograph.exchange.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** n6 both ways, levels and both formats at once, by property. */
class N6ConversionTest {
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

  @Test
  void shouldComeBackWholeWhenAnEventGoesThroughN6() throws ConversionException {
    for (int seed = 0; seed < RUNS; seed++) {
      Envelope event = Events.envelope(UUID, Events.random(new Random(seed)));

      Envelope n6 = one(event, Format.N6);
      Envelope back = one(sent(n6), Format.INTELMQ);

      assertThat(back.payload()).as("seed " + seed).isEqualTo(event.payload());
      assertThat(n6.payload().path("intelmq").path(N6Writer.UUID_KEY).asText()).isEqualTo(UUID);
      assertThat(n6.payload().path("id").asText()).matches("[0-9a-f]{32}|.+");
      assertSoundN6(n6.payload(), "seed " + seed);
    }
  }

  private static void assertSoundN6(ObjectNode n6, String seed) {
    assertThat(n6.path("category").asText())
        .as(seed)
        .satisfies(category -> assertThat(N6Category.named(category)).isPresent());
    assertThat(n6.path("restriction").asText()).isIn("public", "need-to-know", "internal");
    assertThat(n6.path("confidence").asText()).isIn("low", "medium", "high");
    assertThat(n6.path("time").asText()).endsWith("Z");
    assertThat(n6.path("source").asText()).contains(".");
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"N6", "IDEA"})
  void shouldNeverWidenTheLevelWhenConverted(Format format) throws ConversionException {
    for (int seed = 0; seed < RUNS; seed++) {
      ObjectNode payload = Events.random(new Random(seed));
      payload.put("time.observation", "2024-01-01T00:00:00+00:00");
      Tlp[] levels = Tlp.values();
      Tlp level = levels[new Random(seed).nextInt(levels.length)];
      payload.put("tlp", level == Tlp.AMBER_STRICT ? "RED" : level.text());
      if (level == Tlp.AMBER_STRICT) {
        payload.put("extra.tlp2", "AMBER+STRICT");
      }

      Envelope there = one(Events.envelope(UUID, payload), format);
      Tlp said =
          format == Format.N6
              ? Tlp.ofRestriction(there.payload().path("restriction").asText()).orElseThrow()
              : Tlp.of(there.payload().path("_Heliograph").path("TLP").asText()).orElseThrow();
      Tlp back = Tlp.ofIntelmq(one(sent(there), Format.INTELMQ).payload()).orElseThrow();

      assertThat(said).as("seed " + seed).isGreaterThanOrEqualTo(level);
      assertThat(back).as("seed " + seed).isGreaterThanOrEqualTo(level);
    }
  }

  @Test
  void shouldKeepTheStricterWhenN6TightenedTheRestriction() throws ConversionException {
    Envelope n6 = one(Events.envelope(UUID, Vectors.object("{'tlp':'GREEN'}")), Format.N6);
    ObjectNode tightened = n6.payload().deepCopy();
    tightened.put("restriction", "internal");

    Envelope back = one(Events.envelope(UUID, "n6", "{}", tightened), Format.INTELMQ);

    assertThat(back.payload().path("tlp").asText()).isEqualTo("RED");
    assertThat(back.payload().path("extra.restriction").asText()).isEqualTo("internal");
  }

  @Test
  void shouldRefuseWhenOneMessageWouldBecomeTooMuch() {
    ObjectNode n6 = Vectors.object("{'id':'a','note':'" + "x".repeat(100_000) + "'}");
    var addresses = n6.putArray("address");
    for (int i = 0; i < 400; i++) {
      addresses.addObject().put("ip", "192.0.2.1");
    }

    assertThatThrownBy(
            () -> CONVERSION.convert(Events.envelope(UUID, "n6", "{}", n6), Format.INTELMQ))
        .isInstanceOf(ConversionException.class)
        .hasMessageStartingWith("address: ");
  }

  @Test
  void shouldStillBeAboutItsTargetWhenAWithdrawalIsConverted() throws ConversionException {
    ObjectNode message =
        Vectors.object(
            "{'meta':{'version':1,'uuid':{'current':'cert-at:w1','parent':'cert-at:e1'},"
                + "'type':'event','format':'intelmq','x-action':'withdraw'},'payload':{}}");
    ObjectNode expired = Vectors.object("{'id':'a','type':'bl-expire','category':'bots'}");

    Envelope n6 = one(Events.read(message), Format.N6);
    Envelope back = one(sent(n6), Format.INTELMQ);
    Envelope fresh = one(Events.envelope("!cert-pl", "n6", "{}", expired), Format.INTELMQ);

    assertThat(n6.header().parent().orElseThrow().text()).isEqualTo("cert-at:e1");
    assertThat(back.header().parent().orElseThrow().text()).isEqualTo("cert-at:e1");
    assertThat(back.meta().path("x-action").asText()).isEqualTo("withdraw");
    assertThat(one(fresh, Format.N6).header().parent()).isEqualTo(fresh.header().parent());
  }

  @ParameterizedTest
  @EnumSource(N6Category.class)
  void shouldComeBackAsItselfWhenACategoryIsConverted(N6Category category)
      throws ConversionException {
    ObjectNode n6 =
        Vectors.object(
            "{'id':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','source':'cert-pl.x','category':'"
                + category.wire()
                + "','name':'Zeus v2','time':'2024-01-01T00:00:00Z','confidence':'medium',"
                + "'restriction':'need-to-know','address':[{'ip':'192.0.2.1','asn':64500,'cc':'PL'}],"
                + "'dport':443,'proto':'tcp','count':7,'url_pattern':'x*'}");

    Envelope event = one(Events.envelope(UUID, "n6", "{}", n6), Format.INTELMQ);
    ObjectNode back = one(event, Format.N6).payload();

    assertThat(event.payload().path("classification.type").asText()).isEqualTo(category.type());
    n6.properties()
        .forEach(
            member ->
                assertThat(back.path(member.getKey()))
                    .as(member.getKey())
                    .isEqualTo(member.getValue()));
  }

  @Test
  void shouldBeOneEventForEachAddressWhenN6HasSeveral() throws ConversionException {
    ObjectNode n6 =
        Vectors.object(
            "{'id':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','category':'bots','fqdn':'unknown',"
                + "'type':'bl-expire','_bl-series-no':1,"
                + "'address':[{'ip':'192.0.2.1'},{'ipv6':'2001:db8::1'},{'ip':'999.1.1.1'}]}");
    Envelope message = Events.envelope("!cert-pl", "n6", "{}", n6);

    List<Envelope> events = CONVERSION.convert(message, Format.INTELMQ);

    assertThat(events)
        .extracting(event -> event.payload().path("source.ip").asText())
        .containsExactly("192.0.2.1", "2001:db8::1", "");
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.header().parent().orElseThrow().text())
                  .isEqualTo(NameUuid.of("n6:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
              assertThat(event.meta().path("x-action").asText()).isEqualTo("withdraw");
              assertThat(event.payload().path("extra.fqdn").asText()).isEqualTo("unknown");
              assertThat(event.payload().path("extra.unnamed").path("_bl-series-no").asInt())
                  .isEqualTo(1);
            });
    assertThat(events.get(2).payload().path("extra.ip").asText()).isEqualTo("999.1.1.1");
    assertThat(events).extracting(Envelope::id).doesNotHaveDuplicates();
  }

  @Test
  void shouldConvertByIntelmqWhenNeitherSideIsIt() throws ConversionException {
    ObjectNode idea =
        Vectors.object(
            "{'ID':'4390fc3f-c753-4a3e-bc83-1b44f24baf75','Category':['Recon.Scanning'],"
                + "'DetectTime':'2024-01-01T00:00:00Z','Source':[{'IP4':['192.0.2.1']}],"
                + "'_Heliograph':{'TLP':'RED'}}");

    Envelope n6 = one(Events.envelope(UUID, "idea", "{}", idea), Format.N6);

    assertThat(n6.payload().path("address").path(0).path("ip").asText()).isEqualTo("192.0.2.1");
    assertThat(n6.payload().path("restriction").asText()).isEqualTo("internal");
    assertThat(n6.header().parent().orElseThrow().text()).isEqualTo(UUID);
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
