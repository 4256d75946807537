package io.heliograph.exchange.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.Events;
import io.heliograph.exchange.Vectors;
import io.heliograph.exchange.convert.Tlp;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.Format;
import io.heliograph.exchange.envelope.Shape;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressTest {
  private static final String UUID = "72ddb00c-2d0a-4eea-b7ac-ae122b8e6c3b";
  private final Egress egress = new Egress("cert-xx");

  @ParameterizedTest
  @CsvSource({
    // level, recipients, clearance, tlp2, rule: empty when it leaves
    "WHITE,,GREEN,false,",
    "GREEN,,GREEN,false,",
    "AMBER,,GREEN,false,CLEARANCE",
    "AMBER,,AMBER,false,",
    "AMBER+STRICT,,AMBER,true,CLEARANCE",
    "AMBER+STRICT,,AMBER_STRICT,true,",
    "AMBER+STRICT,,RED,false,NOT_A_RECIPIENT",
    "AMBER+STRICT,b,GREEN,false,",
    "RED,,RED,true,NOT_A_RECIPIENT",
    "RED,c,RED,true,NOT_A_RECIPIENT",
    "RED,B,GREEN,false,",
    "none,,GREEN,false,CLEARANCE",
    "none,,AMBER,false,"
  })
  void shouldLeaveOnlyWhenTheLevelAllowsIt(
      String level,
      @Nullable String recipient,
      Tlp clearance,
      boolean tlp2,
      @Nullable HeldBack rule) {
    ObjectNode payload = empty();
    if (level.equals("AMBER+STRICT")) {
      payload.put("tlp", "RED").put("extra.tlp2", level);
    } else if (!level.equals("none")) {
      payload.put("tlp", level);
    }
    String meta = recipient == null ? "{}" : "{'x-recipients':['" + recipient + "']}";
    Envelope message = Events.envelope(UUID, "intelmq", meta, payload);
    PeerPolicy peer = new PeerPolicy("b", clearance, tlp2, true, Set.of());

    Egress.Departure departure = egress.decide(message, peer, Tlp.AMBER);

    if (rule == null) {
      assertThat(departure)
          .isInstanceOfSatisfying(
              Egress.Departure.Sent.class,
              sent -> assertThat(sent.message().payload()).isEqualTo(payload));
    } else {
      assertThat(departure).isEqualTo(new Egress.Departure.Held(rule));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "n6,{'restriction':'internal'},INTERNAL",
    "n6,{'restriction':'need-to-know'},CLEARANCE",
    "n6,{'restriction':'public'},",
    "idea,{'_Heliograph':{'TLP':'AMBER'}},CLEARANCE",
    "idea,{'_Heliograph':{'TLP':'WHITE'}},",
    "intelmq,{'sealed':'x'  'to':'b'},CLEARANCE"
  })
  void shouldKnowTheLevelWhenAnotherFormatSaysIt(
      String format, String payload, @Nullable HeldBack rule) {
    Envelope message =
        Events.envelope(
            UUID, format, "{'x-recipients':['b']}", Vectors.object(payload.replace("  ", ",")));

    Egress.Departure departure =
        egress.decide(message, new PeerPolicy("b", Tlp.GREEN, false, true, Set.of()), Tlp.AMBER);

    assertThat(departure instanceof Egress.Departure.Held held ? held.rule() : null)
        .isEqualTo(rule);
  }

  @Test
  void shouldTakeTheStrictestWhenAnEventOfAHubNamesSeveral() {
    ObjectNode event =
        Vectors.object(
            "{'source':{'security':'OFFICIAL"
                + " TLP:GREEN'},'author':{'security':'TLP:AMBER+STRICT'}}");
    Envelope given = Events.envelope(UUID, empty());
    Envelope.Header header =
        new Envelope.Header(
            Shape.NESTED, given.header().kind(), Format.AZUL, Optional.empty(), Optional.empty());
    Envelope azul =
        new Envelope(header, given.id(), given.form(), false, given.meta(), event, given.faults());

    assertThat(MessageTlp.of(azul, Tlp.WHITE)).isEqualTo(Tlp.AMBER_STRICT);
  }

  @ParameterizedTest
  @CsvSource({
    "!a!c,true,",
    ",false,",
    "!a!c,false,NOT_OWN",
    "!a!b,true,SPLIT_HORIZON",
    "long30,true,",
    "long31,true,TOO_MANY_HOPS"
  })
  void shouldAppendOurNameWhenAMessageGoesOn(
      @Nullable String path, boolean forward, @Nullable HeldBack rule) {
    String names =
        path == null || !path.startsWith("long")
            ? path
            : "!n".repeat(Integer.parseInt(path.substring(4)));
    Envelope message = Events.read(message(UUID, names, "{'tlp':'WHITE'}"));

    Egress.Departure departure =
        egress.decide(message, new PeerPolicy("b", Tlp.GREEN, false, forward, Set.of()), Tlp.AMBER);

    if (rule == null) {
      assertThat(departure)
          .isInstanceOfSatisfying(
              Egress.Departure.Sent.class,
              sent ->
                  assertThat(sent.message().header().path().map(Object::toString))
                      .contains((names == null ? "" : names) + "!cert-xx"));
    } else {
      assertThat(departure).isEqualTo(new Egress.Departure.Held(rule));
    }
  }

  @Test
  void shouldKeepUnknownMetaWhenThePeerDidNotAskForIt() {
    Envelope message =
        Events.envelope(
            UUID,
            "intelmq",
            "{'x-rtir':1,'ail:id':'z','odd':2,'alternate':['RT#1'],'x-secret':3}",
            Vectors.object("{'tlp':'WHITE'}"));
    PeerPolicy peer = new PeerPolicy("b", Tlp.GREEN, false, true, Set.of("x-rtir", "odd"));

    Egress.Departure departure = egress.decide(message, peer, Tlp.AMBER);

    assertThat(((Egress.Departure.Sent) departure).message().meta())
        .isEqualTo(Vectors.object("{'x-rtir':1,'alternate':['RT#1']}"));
  }

  private static ObjectNode message(String id, @Nullable String path, String payload) {
    ObjectNode message = Vectors.JSON.createObjectNode();
    ObjectNode meta = message.putObject("meta").put("version", 1);
    ObjectNode uuid = meta.putObject("uuid").put("current", id);
    if (path != null) {
      uuid.put("path", path);
    }
    meta.put("type", "event").put("format", "intelmq");
    message.set("payload", Vectors.object(payload));
    return message;
  }

  private static ObjectNode empty() {
    return Vectors.JSON.createObjectNode();
  }
}
