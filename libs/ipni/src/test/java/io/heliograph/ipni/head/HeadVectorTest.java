package io.heliograph.ipni.head;

import static io.heliograph.ipni.Refusals.refusal;
import static io.heliograph.ipni.Vectors.hex;
import static io.heliograph.ipni.Vectors.text;
import static io.heliograph.ipni.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.TestKeys;
import io.heliograph.ipni.Vectors;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.ipni.snapshot.SnapshotNames;
import io.heliograph.ipni.snapshot.SnapshotReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeadVectorTest {
  private static final List<PeerId> MEMBERS = Stream.of("A", "B", "C").map(TestKeys::peer).toList();

  static Stream<JsonNode> heads() {
    return Vectors.items("heads");
  }

  static Stream<JsonNode> negativeHeads() {
    return Vectors.items("negativeHeads");
  }

  static Stream<JsonNode> prototypeHeads() {
    return Vectors.items("prototypeHeads");
  }

  static Stream<JsonNode> adHeads() {
    return Vectors.items("adHeads");
  }

  static Stream<JsonNode> realHeads() {
    return Vectors.items("realWorld").filter(one -> text(one, "name").contains("ad head"));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void shouldVerifyInBothCodecsWhenAVectorIsValid(JsonNode vector) {
    PeerId member = PeerId.parse(text(vector, "memberPeerId"));
    String topic = topic(vector.path("topic").asText(""));

    VerifiedHead json =
        verify(utf8(vector, "dagJson"), Codec.DAG_JSON, HeadProfile.PROSE, member, topic);
    VerifiedHead cbor =
        verify(hex(vector, "dagCborHex"), Codec.DAG_CBOR, HeadProfile.PROSE, member, topic);

    for (VerifiedHead verified : List.of(json, cbor)) {
      SignedHead head = verified.head();
      assertThat(verified.verdict()).isEqualTo(Verdict.ACCEPT);
      assertThat(head.cid()).contains(Cid.parse(text(vector, "headCid")));
      assertThat(head.signer()).isEqualTo(member);
      assertThat(head.signature()).isEqualTo(hex(vector, "signatureHex"));
      assertThat(SignedHead.signedBytes(head.cid(), head.topic()))
          .isEqualTo(hex(vector, "signedBytesHex"));
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void shouldWriteTheVectorWhenSigned(JsonNode vector) {
    boolean hasEpoch = text(vector, "dagJson").startsWith("{\"epoch\"");
    Optional<Long> epoch =
        hasEpoch
            ? Optional.of(Long.parseLong(text(vector, "dagJson").substring(9, 19)))
            : Optional.empty();
    JsonNode topic = vector.get("topic");

    SignedHead head =
        SignedHead.sign(
            TestKeys.key(text(vector, "key")),
            Cid.parse(text(vector, "headCid")),
            epoch,
            topic.isNull() ? null : topic.asText());

    assertThat(head.signature()).isEqualTo(hex(vector, "signatureHex"));
    // An empty topic is accepted as absent and never written.
    if (topic.isNull() || !topic.asText().isEmpty()) {
      HeadProfile profile = hasEpoch ? HeadProfile.PROSE : HeadProfile.SCHEMA;
      assertThat(head.encode(Codec.DAG_JSON, profile)).isEqualTo(utf8(vector, "dagJson"));
      assertThat(head.encode(Codec.DAG_CBOR, profile)).isEqualTo(hex(vector, "dagCborHex"));
    } else {
      assertThat(head.encode(Codec.DAG_JSON, HeadProfile.PROSE)).asString().doesNotContain("topic");
    }
  }

  @ParameterizedTest
  @MethodSource("negativeHeads")
  void shouldGiveTheVectorsVerdictWhenAHeadIsBad(JsonNode vector) {
    assertThat(verdict(vector)).isEqualTo(Verdict.valueOf(text(vector, "expect")));
  }

  /** The whole way: the head, then what it names. */
  private static Verdict verdict(JsonNode vector) {
    String body = text(vector, "dagJson");
    String topic =
        body.contains("ingest/devnet") ? "/indexer/ingest/devnet" : SignedHead.DEFAULT_TOPIC;
    PeerId member = PeerId.parse(text(vector, "expectedMember"));
    try {
      VerifiedHead verified =
          verify(
              body.getBytes(StandardCharsets.UTF_8),
              Codec.DAG_JSON,
              HeadProfile.PROSE,
              member,
              topic);
      Cid cid = verified.head().cid().orElseThrow();
      byte[] block = Objects.requireNonNull(block(cid), cid.toString());
      verified
          .head()
          .requireEpoch(
              new SnapshotReader(IpniLimits.DEFAULT, SnapshotNames.SPECIFICATION)
                  .read(new ByteArrayInputStream(block), cid, state -> {})
                  .epoch());
      return verified.verdict();
    } catch (IpniException e) {
      return e.verdict();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte @Nullable [] block(Cid cid) {
    return Stream.of("snapshots", "advertisementChainP1")
        .flatMap(Vectors::items)
        .filter(one -> text(one, "cid").equals(cid.toString()))
        .map(one -> utf8(one, "dagJson"))
        .findFirst()
        .orElse(null);
  }

  @ParameterizedTest
  @MethodSource("prototypeHeads")
  void shouldVerifyTheEnvelopeWhenTheHeadIsOfThePrototype(JsonNode vector) {
    boolean devnet = text(vector, "dagJson").contains("devnet");
    String topic = devnet ? "/indexer/ingest/devnet" : SignedHead.DEFAULT_TOPIC;

    VerifiedHead verified =
        verify(
            utf8(vector, "dagJson"),
            Codec.DAG_JSON,
            HeadProfile.STI_2024,
            TestKeys.peer("A"),
            topic);

    assertThat(verified.verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(verified.head().signature()).isEqualTo(hex(vector, "envelopeHex"));
    assertThat(verified.head().cid().isPresent())
        .isEqualTo(text(vector, "dagJson").contains("\"Head\""));
    // and none of the other profiles reads it
    assertThat(
            refusal(
                () ->
                    verify(
                        utf8(vector, "dagJson"),
                        Codec.DAG_JSON,
                        HeadProfile.PROSE,
                        TestKeys.peer("A"),
                        topic)))
        .isEqualTo(Verdict.MALFORMED);
  }

  @ParameterizedTest
  @MethodSource("adHeads")
  void shouldVerifyAHeadOfAnAdvertisementChainWhenAsked(JsonNode vector) {
    String topic =
        text(vector, "dagJson").contains("devnet")
            ? "/indexer/ingest/devnet"
            : SignedHead.DEFAULT_TOPIC;
    HeadVerifier verifier =
        new HeadVerifier(IpniLimits.DEFAULT, topic, TestKeys.peer("P1")::equals);

    VerifiedHead verified =
        verifier.verify(
            utf8(vector, "dagJson"), Codec.DAG_JSON, HeadProfile.SCHEMA, TestKeys.peer("P1"));

    assertThat(SignedHead.signedBytes(verified.head().cid(), verified.head().topic()))
        .isEqualTo(hex(vector, "signedBytesHex"));
  }

  @ParameterizedTest
  @MethodSource("realHeads")
  void shouldVerifyWhatDeployedPublishersSigned(JsonNode vector) {
    boolean testnet = text(vector, "dagJson").contains("testnet");
    String topic = testnet ? "/indexer/ingest/testnet" : SignedHead.DEFAULT_TOPIC;
    PeerId signer = PeerId.parse(text(vector, "signer"));
    HeadVerifier verifier = new HeadVerifier(IpniLimits.DEFAULT, topic, signer::equals);

    VerifiedHead verified =
        verifier.verify(utf8(vector, "dagJson"), Codec.DAG_JSON, HeadProfile.SCHEMA, signer);

    assertThat(verified.verdict())
        .isEqualTo(testnet ? Verdict.ACCEPT : Verdict.ACCEPT_WITH_WARNING);
  }

  @Test
  void shouldRefuseBeforeReadingWhenAHeadIsTooLarge() {
    byte[] body = (" ".repeat(16 << 10) + "{").getBytes(StandardCharsets.UTF_8);

    assertThat(
            refusal(
                () ->
                    verify(
                        body,
                        Codec.DAG_JSON,
                        HeadProfile.PROSE,
                        TestKeys.peer("A"),
                        SignedHead.DEFAULT_TOPIC)))
        .isEqualTo(Verdict.MALFORMED);
  }

  static VerifiedHead verify(
      byte[] body, Codec codec, HeadProfile profile, PeerId asked, String topic) {
    return new HeadVerifier(IpniLimits.DEFAULT, topic, MEMBERS::contains)
        .verify(body, codec, profile, asked);
  }

  private static String topic(String written) {
    return written.isEmpty() || written.equals("null") ? SignedHead.DEFAULT_TOPIC : written;
  }
}
