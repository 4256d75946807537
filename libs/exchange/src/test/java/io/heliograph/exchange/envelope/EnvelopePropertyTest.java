package io.heliograph.exchange.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.Events;
import io.heliograph.exchange.Vectors;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopePropertyTest {
  private static final int RUNS = 300;
  private static final String UUID = "72ddb00c-2d0a-4eea-b7ac-ae122b8e6c3b";
  private static final String NAME = "[a-z0-9][a-z0-9._-]{0,62}";
  private static final String UUID_PATTERN =
      "(?![0-]+$)(?![f-]+$)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  /** The grammar of the contract, as expressions. */
  private static final Pattern FOLDED =
      Pattern.compile(
          UUID_PATTERN
              + "|hash:sha256:[0-9a-f]{64}|(!"
              + NAME
              + "){1,32}|"
              + NAME
              + ":"
              + NAME
              + ":"
              + UUID_PATTERN);

  private static final Pattern OPAQUE = Pattern.compile(NAME + ":[A-Za-z0-9._-]{1,128}");

  @Test
  void shouldBeTheSameWhenAMessageGoesThroughTheOtherShape() {
    for (int seed = 0; seed < RUNS; seed++) {
      Envelope message =
          Events.envelope(
              UUID,
              "intelmq",
              "{'x-rtir':4711,'ail:id':'z','odd':[1],'related':['a']}",
              Events.random(new Random(seed)));

      Envelope ail = Events.read(EnvelopeWriter.write(message, Shape.AIL));
      Envelope back = Events.read(EnvelopeWriter.write(ail, Shape.NESTED));

      assertThat(ail.header().shape()).isEqualTo(Shape.AIL);
      assertThat(back).as("seed " + seed).isEqualTo(message);
      assertThat(EnvelopeWriter.write(back, Shape.NESTED))
          .as("seed " + seed)
          .isEqualTo(EnvelopeWriter.write(message, Shape.NESTED));
    }
  }

  @Test
  void shouldHaveTheSameIdWhenAFlatEventComesByTwoRoutes() {
    for (int seed = 0; seed < RUNS; seed++) {
      ObjectNode event = Events.random(new Random(seed));
      ObjectNode other = event.deepCopy();
      other.put("time.observation", "2030-01-01T00:00:00+00:00").put("raw", "bW9yZQ==");

      Envelope flat = Events.read(event);
      Envelope nested = Events.read(EnvelopeWriter.write(flat, Shape.NESTED));

      assertThat(Events.read(other).id()).as("seed " + seed).isEqualTo(flat.id());
      assertThat(nested.id()).as("seed " + seed).isEqualTo(flat.id());
      JsonNode exported = EnvelopeWriter.flat(nested, false).without("__type");
      assertThat(exported).as("seed " + seed).isEqualTo(event);
    }
  }

  @Test
  void shouldAcceptTheGrammarAndNothingElseWhenIdsAreParsed() {
    String[] pieces = {
      "!",
      ":",
      "cert-at",
      "CERT",
      "a",
      "0",
      "-",
      ".",
      "_",
      " ",
      "\u212a",
      "hash:sha256:",
      "72ddb00c-2d0a-4eea-b7ac-ae122b8e6c3b",
      "72DDB00C-2D0A-4EEA-07AC-AE122B8E6C3B",
      "00000000-0000-0000-0000-000000000000",
      "0123456789abcdef0123456789abcdef"
    };
    int accepted = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(7); i >= 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String id = text.toString();

      Optional<MessageId> parsed = MessageId.parse(id);

      boolean ascii = id.chars().allMatch(character -> character < 0x80);
      String folded = id.toLowerCase(Locale.ROOT);
      boolean expected =
          ascii && (FOLDED.matcher(folded).matches() || OPAQUE.matcher(id).matches());
      assertThat(parsed.isPresent()).as("seed " + seed + " " + id).isEqualTo(expected);
      parsed.ifPresent(
          one -> {
            assertThat(one.text()).isIn(id, folded);
            assertThat(MessageId.parse(one.text())).contains(one);
          });
      accepted += parsed.isPresent() ? 1 : 0;
    }
    assertThat(accepted).isBetween(500, 19_000);
  }

  @ParameterizedTest
  @CsvSource({
    "!cert-at!cert-ee,2",
    "!CERT-AT,1",
  })
  void shouldFoldNamesWhenAPathIsParsed(String text, int hops) {
    EntityPath path = EntityPath.parse(text).orElseThrow();

    assertThat(path.names()).hasSize(hops);
    assertThat(path).hasToString(text.toLowerCase(Locale.ROOT));
    assertThat(path.then("own").last()).isEqualTo("own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "a", "!a!", "!!a", "!-a", "!a b", "!\u00e4"})
  void shouldBeNoneWhenAPathIsOutsideTheGrammar(String text) {
    assertThat(EntityPath.parse(text)).isEmpty();
    assertThat(EntityPath.parse("!a".repeat(32))).isPresent();
    assertThat(EntityPath.parse("!a".repeat(33))).isEmpty();
  }

  @Test
  void shouldGetANewIdWhenAHashWasRightForAnotherFormOfThePayload() {
    ObjectNode sent = Vectors.object("{'source.fqdn':'EXAMPLE.com'}");
    MessageId given = ContentHash.of(Format.INTELMQ, sent);
    Envelope message = Events.envelope(given.text(), sent);

    Envelope stored = message.stored();

    assertThat(message.id()).isEqualTo(given);
    assertThat(stored.header().parent()).contains(given);
    assertThat(Events.read(EnvelopeWriter.write(stored, Shape.NESTED)).id()).isEqualTo(stored.id());
    assertThat(stored.stored()).isSameAs(stored);
    ObjectNode withdrawal = EnvelopeWriter.write(message, Shape.NESTED);
    withdrawal.set("payload", sent);
    ((ObjectNode) withdrawal.path("meta")).put("x-action", "withdraw");
    ((ObjectNode) withdrawal.at("/meta/uuid")).put("parent", UUID);
    assertThat(Events.read(withdrawal).stored().header().parent().orElseThrow().text())
        .isEqualTo(UUID);
  }

  @Test
  void shouldCountNumbersByValueWhenAPayloadIsHashed() {
    assertThat(ContentHash.of(Format.INTELMQ, Vectors.object("{'feed.accuracy':100.0}")))
        .isEqualTo(ContentHash.of(Format.INTELMQ, Vectors.object("{'feed.accuracy':100}")))
        .isNotEqualTo(ContentHash.of(Format.INTELMQ, Vectors.object("{'feed.accuracy':'100'}")));
  }

  @Test
  void shouldBeReadUnopenedWhenAPayloadIsSealed() {
    JsonNode sealed = Vectors.object("{'sealed':'a.b.c.d.e','to':'cert-at'}");

    Envelope message = Events.envelope("hash:sha256:" + "0".repeat(63) + "1", (ObjectNode) sealed);

    assertThat(message.isSealed()).isTrue();
    assertThat(message.faults()).isEmpty();
    assertThat(message.payload()).isEqualTo(sealed);
  }

  @Test
  void shouldTakeEventsOfAHubFromMembersOnlyWhenTheirHashIsRight() {
    ObjectNode event = Vectors.object("{'model_version':6,'raw':'x'}");
    String right = ContentHash.of(Format.AZUL, event).text();
    EnvelopeReader member = new EnvelopeReader(Vectors.RECEIVER.member(true));
    EnvelopeReader other = new EnvelopeReader(Vectors.RECEIVER);

    assertThat(code(member.read(azul(right, event)))).isEqualTo(EnvelopeCode.OK);
    assertThat(code(member.read(azul(UUID, event)))).isEqualTo(EnvelopeCode.HASH_MISMATCH);
    assertThat(code(other.read(azul(right, event)))).isEqualTo(EnvelopeCode.UNSUPPORTED_FORMAT);
  }

  @Test
  void shouldBeMalformedWhenMetaIsTooLarge() {
    Envelope fits =
        Events.envelope(
            UUID, "intelmq", "{'x-a':'" + "x".repeat(16_000) + "'}", Vectors.object("{}"));
    ObjectNode message = EnvelopeWriter.write(fits, Shape.NESTED);
    ((ObjectNode) message.path("meta")).put("x-b", "y".repeat(400));

    assertThat(code(new EnvelopeReader(Vectors.RECEIVER).read(message)))
        .isEqualTo(EnvelopeCode.MALFORMED);
  }

  private static ObjectNode azul(String id, ObjectNode event) {
    ObjectNode message =
        Vectors.object(
            "{'meta':{'version':1,'uuid':{'current':'"
                + id
                + "'},'type':'event','format':'azul'}}");
    message.set("payload", event);
    return message;
  }

  private static EnvelopeCode code(Reading reading) {
    return switch (reading) {
      case Reading.Read read -> EnvelopeCode.OK;
      case Reading.Refused refused -> refused.refusal().code();
    };
  }
}
