package io.heliograph.exchange.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.Events;
import io.heliograph.exchange.Vectors;
import io.heliograph.exchange.envelope.EntityPath;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.EnvelopeWriter;
import io.heliograph.exchange.envelope.Shape;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptanceTest {
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
