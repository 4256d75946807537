package io.heliograph.exchange.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.Events;
import io.heliograph.exchange.Vectors;
import io.heliograph.exchange.convert.Tlp;
import io.heliograph.exchange.envelope.EntityPath;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.EnvelopeWriter;
import io.heliograph.exchange.envelope.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerDecisionsTest {
  private static final String UUID = "72ddb00c-2d0a-4eea-b7ac-ae122b8e6c3b";
  private static final String OTHER = "f60c9fb9-81f9-4e0b-8a44-ea41326a15b3";

  private final Map<String, String> ids = new HashMap<>();
  private final DedupeStore store =
      new DedupeStore() {
        @Override
        public Claim claim(String id, String contentHash) {
          String former = ids.putIfAbsent(id, contentHash);
          return former == null ? new Claim.Fresh() : new Claim.Known(former);
        }

        @Override
        public boolean isKnown(String id) {
          return ids.containsKey(id);
        }
      };
  private final Acceptance acceptance = new Acceptance(store, DedupePolicy.CURRENT);
  private final Egress egress = new Egress("cert-xx");

  @ParameterizedTest
  @CsvSource({
    // id, path, peer, publisher: empty when forbidden
    "uuid,,b,b",
    "uuid,!a!b,b,a",
    "uuid,!a!c,b,",
    "uuid,!b,b,b",
    "cert-at:intelmq:uuid,,b,",
    "cert-at:intelmq:uuid,,cert-at,cert-at",
    "cert-at:intelmq:uuid,!cert-at!b,b,cert-at",
    "cert-at:RT1,,b,",
    "cert-at:RT1,,cert-at,cert-at",
    "!a!b,,b,a",
    "!a!b,,a,"
  })
  void shouldSpeakForAPublisherOnlyWhenThePathSaysSo(
      String id, @Nullable String path, String peer, @Nullable String publisher) {
    ObjectNode message = message(id.replace("uuid", UUID), path, "{'source.ip':'192.0.2.1'}");

    Decision decision = acceptance.decide(Vectors.DRY_RUN.judge(message).reading(), peer);

    if (publisher == null) {
      assertThat(decision.result()).isEqualTo(PublishResult.FORBIDDEN_PUBLISHER);
      assertThat(ids).isEmpty();
    } else {
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Accept.class,
              accept -> {
                assertThat(accept.publisher().name()).isEqualTo(publisher);
                assertThat(accept.message().header().path().map(EntityPath::last)).contains(peer);
              });
    }
  }

  @Test
  void shouldBeADuplicateWhenTheSameComesByAnotherRoute() {
    assertThat(publish(message(UUID, null, "{'comment':'x','raw':'cmF3'}"), "a"))
        .isInstanceOf(Decision.Accept.class);

    Decision copy = publish(message(UUID, "!a!b", "{'comment':'x'}"), "b");

    assertThat(copy.result()).isEqualTo(PublishResult.DUPLICATE);
    assertThat(copy.result().status()).isEqualTo(200);
  }

  @Test
  void shouldGoToQuarantineWhenAnIdComesWithOtherContent() {
    publish(message(UUID, null, "{'comment':'x'}"), "a");

    Decision junk = publish(message(UUID, null, "{'comment':'y'}"), "b");

    assertThat(junk)
        .isInstanceOfSatisfying(
            Decision.Quarantine.class,
            conflict -> {
              assertThat(conflict.firstHash()).isEqualTo(ids.get(UUID));
              assertThat(conflict.secondHash()).isNotEqualTo(conflict.firstHash());
              assertThat(conflict.result().status()).isEqualTo(200);
            });
  }

  @Test
  void shouldClaimNothingWhenAMessageIsRefused() {
    Decision field = publish(message(UUID, null, "{'source.ip':'nope'}"), "a");
    Decision loop = publish(message(UUID, "!cert-xx!a", "{}"), "a");
    Decision action =
        publish(Events.envelope(UUID, "intelmq", "{'x-action':'withdraw'}", empty()), "a");

    assertThat(field)
        .isInstanceOfSatisfying(
            Decision.Refuse.class, refuse -> assertThat(refuse.field()).isEqualTo("source.ip"));
    assertThat(loop.result()).isEqualTo(PublishResult.LOOP);
    assertThat(action.result()).isEqualTo(PublishResult.REJECTED);
    assertThat(ids).isEmpty();
    assertThat(publish(message(UUID, null, "{'source.ip':'192.0.2.1'}"), "a").result())
        .isEqualTo(PublishResult.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({"CURRENT,ACCEPTED", "CURRENT_OR_PARENT,DUPLICATE"})
  void shouldDropAnEnrichedCopyOnlyWhenParentsCount(DedupePolicy policy, PublishResult result) {
    publish(message(UUID, null, "{'comment':'x'}"), "a");
    ObjectNode enriched = message(OTHER, "!a!b", "{'comment':'x','source.asn':1}");
    ((ObjectNode) enriched.at("/meta/uuid")).put("parent", UUID);

    Decision decision =
        new Acceptance(store, policy).decide(Vectors.DRY_RUN.judge(enriched).reading(), "b");

    assertThat(decision.result()).isEqualTo(result);
  }

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
            Shape.NESTED,
            given.header().kind(),
            io.heliograph.exchange.envelope.Format.AZUL,
            Optional.empty(),
            Optional.empty());
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

  @Test
  void shouldWithdrawOnlyWhenTheTargetIsThePublishersOwn() {
    Envelope message = Events.read(action("withdraw"));

    assertThat(Withdrawal.of(message, "a", Optional.of("a")))
        .isInstanceOfSatisfying(
            Withdrawal.Effective.class, one -> assertThat(one.target().text()).isEqualTo(OTHER));
    assertThat(Withdrawal.of(message, "b", Optional.of("a")))
        .isInstanceOfSatisfying(
            Withdrawal.NotTheOrigin.class, one -> assertThat(one.origin()).isEqualTo("a"));
    assertThat(Withdrawal.of(message, "a", Optional.empty()))
        .isInstanceOf(Withdrawal.Pending.class);
    assertThat(Withdrawal.of(Events.envelope(UUID, empty()), "a", Optional.of("a")))
        .isInstanceOf(Withdrawal.None.class);
    assertThat(Withdrawal.fault(message)).isEmpty();
    assertThat(Withdrawal.fault(Events.read(action("burn")))).isPresent();
  }

  @Test
  void shouldRefuseAWindowWhenMessagesCouldComeAgainAsNew() {
    Duration day = Duration.ofDays(1);
    Retention retention =
        new Retention(day.multipliedBy(14), day.multipliedBy(14), day.multipliedBy(28));
    Instant stored = Instant.parse("2026-11-01T00:00:00Z");

    assertThat(retention.isGone(stored, stored.plus(Duration.ofDays(14)))).isTrue();
    assertThat(retention.isGone(stored, stored.plus(Duration.ofDays(14)).minusMillis(1))).isFalse();
    assertThat(retention.isForgotten(stored, stored.plus(Duration.ofDays(28)))).isTrue();
    assertThat(retention.isForgotten(stored, stored.plus(Duration.ofDays(27)))).isFalse();
    assertThatThrownBy(
            () -> new Retention(day.multipliedBy(14), day.multipliedBy(15), day.multipliedBy(28)))
        .hasMessageContaining("exchange.dedupe-window");
  }

  /** Five in a ring, each passing on to both neighbours: stored once each, and it ends. */
  @Test
  void shouldBeStoredOnceEachWhenFiveInstancesAreARing() {
    Ring ring = new Ring(5);

    int sent = ring.publish(message(UUID, null, "{'tlp':'WHITE'}"));

    assertThat(ring.stored()).isEqualTo(5);
    assertThat(sent).isBetween(5, 10);
  }

  private Decision publish(ObjectNode message, String peer) {
    return acceptance.decide(Vectors.DRY_RUN.judge(message).reading(), peer);
  }

  private Decision publish(Envelope message, String peer) {
    return publish(EnvelopeWriter.write(message, Shape.NESTED), peer);
  }

  private static ObjectNode action(String name) {
    ObjectNode message = message(UUID, null, "{}");
    ((ObjectNode) message.at("/meta/uuid")).put("parent", OTHER);
    ((ObjectNode) message.path("meta")).put("x-action", name);
    return message;
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
