package io.heliograph.ipni.ad;

import static io.heliograph.ipni.Refusals.refusal;
import static io.heliograph.ipni.Vectors.hex;
import static io.heliograph.ipni.Vectors.text;
import static io.heliograph.ipni.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.TestKeys;
import io.heliograph.ipni.Vectors;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.key.Envelope;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Multihash;
import io.heliograph.ipni.multiformat.PeerId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdVectorTest {
  private static final AdVerifier VERIFIER = new AdVerifier(IpniLimits.DEFAULT);

  static Stream<JsonNode> ads() {
    return Stream.concat(
        Stream.of("advertisementChainP1", "advertisementChainP2").flatMap(Vectors::items),
        Stream.of(Vectors.section("advertisementForkP1")));
  }

  static Stream<JsonNode> chunks() {
    return Vectors.items("entryChunks");
  }

  @ParameterizedTest
  @MethodSource("ads")
  void shouldVerifyAndSignTheSameWhenAVectorIsRead(JsonNode vector) {
    byte[] body = utf8(vector, "dagJson");
    Cid cid = Cid.parse(text(vector, "cid"));
    String key = text(vector, "dagJson").contains(TestKeys.peer("P1").toString()) ? "P1" : "P2";

    Advertisement ad = VERIFIER.verify(body, cid, TestKeys.peer(key), peer -> false);

    assertThat(ad.encode(Codec.DAG_JSON)).isEqualTo(body);
    Advertisement signed = Advertisement.sign(TestKeys.key(key), ad.content());
    assertThat(signed.signature()).isEqualTo(ad.signature());
    if (vector.has("dagCborHex")) {
      byte[] cbor = hex(vector, "dagCborHex");
      Cid cborCid = Cid.parse(text(vector, "cidDagCbor"));
      assertThat(ad.encode(Codec.DAG_CBOR)).isEqualTo(cbor);
      assertThat(
              VERIFIER
                  .verify(cbor, cborCid, TestKeys.peer(key), peer -> false)
                  .encode(Codec.DAG_JSON))
          .isEqualTo(body);
      assertThat(ad.content().preimage()).isEqualTo(hex(vector, "signaturePreimageHex"));
      byte[] payload = AdContent.payload(ad.content().preimage());
      assertThat(payload).isEqualTo(hex(vector, "envelopePayloadMultihashHex"));
      assertThat(Envelope.signedBytes(Advertisement.AD, payload))
          .isEqualTo(hex(vector, "envelopeSignedBytesHex"));
      assertThat(ad.verifySignatures()).hasToString(text(vector, "signerPeerId"));
    }
  }

  @Test
  void shouldLinkEachToTheOneBeforeWhenAChainIsWalked() {
    for (String section : List.of("advertisementChainP1", "advertisementChainP2")) {
      Optional<Cid> previous = Optional.empty();
      for (JsonNode vector : Vectors.section(section)) {
        Cid cid = Cid.parse(text(vector, "cid"));
        AdContent content = VERIFIER.read(utf8(vector, "dagJson"), cid).content();
        assertThat(content.previous()).isEqualTo(previous);
        previous = Optional.of(cid);
      }
    }
  }

  @Test
  void shouldHaveOneParentAndAnotherNameWhenAChainIsForked() {
    JsonNode third = Vectors.section("advertisementChainP1").get(2);
    JsonNode fork = Vectors.section("advertisementForkP1");
    AdContent one = VERIFIER.read(utf8(third, "dagJson"), Cid.parse(text(third, "cid"))).content();
    AdContent other = VERIFIER.read(utf8(fork, "dagJson"), Cid.parse(text(fork, "cid"))).content();

    assertThat(other.previous()).isEqualTo(one.previous()).isPresent();
    assertThat(text(fork, "cid")).isNotEqualTo(text(third, "cid"));
  }

  @Test
  void shouldRemoveAContextWhenTheLastOfTheChainIsRead() {
    JsonNode last = Vectors.section("advertisementChainP1").get(3);
    AdContent content =
        VERIFIER.read(utf8(last, "dagJson"), Cid.parse(text(last, "cid"))).content();

    assertThat(content.isRm()).isTrue();
    assertThat(content.entries()).isEqualTo(Cid.NO_ENTRIES);
    assertThat(content.metadata()).isEmpty();
  }

  @Test
  void shouldVerifyARealAdWhenItIsNotCanonical() {
    JsonNode vector = real("nft-storage ad (");
    byte[] body = utf8(vector, "body");
    Cid cid = Cid.parse(text(vector, "cid"));
    PeerId signer = PeerId.parse(text(real("nft-storage ad head"), "signer"));

    Advertisement ad = VERIFIER.verify(body, cid, signer, peer -> false);

    assertThat(AdContent.payload(ad.content().preimage()))
        .isEqualTo(hex(vector, "envelopePayloadHex"));
    assertThat(ad.content().provider()).startsWith("bafz");
    assertThat(Cid.of(Codec.DAG_JSON, ad.encode(Codec.DAG_JSON)))
        .hasToString(text(vector, "cidOfReencoded"));
  }

  @Test
  void shouldOpenTheEnvelopeWhenADocumentedAdMixesTwoRuns() {
    JsonNode vector = real("documented ad body");
    byte[] body = utf8(vector, "dagJson");
    Advertisement ad = VERIFIER.read(body, Cid.of(Codec.DAG_JSON, body));

    Envelope envelope = Envelope.open(Advertisement.AD, ad.signature());

    assertThat(envelope.payload()).isEqualTo(hex(vector, "envelopePayloadHex"));
    assertThat(ad.content().entries().hash().code()).isEqualTo(Multihash.BLAKE2B_256);
  }

  private static JsonNode real(String name) {
    return Vectors.items("realWorld")
        .filter(one -> text(one, "name").startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("chunks")
  void shouldReadAndWriteAChunkWhenItIsAVector(JsonNode vector) {
    byte[] json = utf8(vector, "dagJson");
    byte[] cbor = hex(vector, "dagCborHex");

    EntryChunk chunk = EntryChunk.verify(json, Cid.parse(text(vector, "cid")), IpniLimits.DEFAULT);
    EntryChunk same =
        EntryChunk.verify(cbor, Cid.parse(text(vector, "cidDagCbor")), IpniLimits.DEFAULT);

    assertThat(same).isEqualTo(chunk);
    assertThat(chunk.encode(Codec.DAG_JSON)).isEqualTo(json);
    assertThat(chunk.encode(Codec.DAG_CBOR)).isEqualTo(cbor);
    assertThat(chunk.entries()).allMatch(Multihash::isSha256);
  }

  @Test
  void shouldRefuseAChunkWhenItIsAnotherOrHoldsNoMultihashes() {
    byte[] body = new EntryChunk(List.of(), Optional.empty()).encode(Codec.DAG_CBOR);
    byte[] other =
        new byte[] {(byte) 0xa1, 0x67, 'E', 'n', 't', 'r', 'i', 'e', 's', (byte) 0x81, 0x41, 1};

    assertThat(EntryChunk.verify(body, Cid.of(Codec.DAG_CBOR, body), IpniLimits.DEFAULT).entries())
        .isEmpty();
    assertThat(
            refusal(
                () -> EntryChunk.verify(other, Cid.of(Codec.DAG_CBOR, body), IpniLimits.DEFAULT)))
        .isEqualTo(Verdict.CID_MISMATCH);
    assertThat(
            refusal(
                () -> EntryChunk.verify(other, Cid.of(Codec.DAG_CBOR, other), IpniLimits.DEFAULT)))
        .isEqualTo(Verdict.SCHEMA_VIOLATION);
  }
}
