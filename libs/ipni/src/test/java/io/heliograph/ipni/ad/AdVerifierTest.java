package io.heliograph.ipni.ad;

import static io.heliograph.ipni.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Refusals;
import io.heliograph.ipni.TestKeys;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.ad.ExtendedProviders.ExtendedProvider;
import io.heliograph.ipni.key.Envelope;
import io.heliograph.ipni.key.SigningKey;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdVerifierTest {
  private static final AdVerifier VERIFIER = new AdVerifier(IpniLimits.DEFAULT);
  private final SigningKey key = TestKeys.key("P1");
  private final SigningKey other = TestKeys.key("P2");

  @ParameterizedTest
  @EnumSource(names = {"DAG_JSON", "DAG_CBOR"})
  void shouldRefuseEveryBitThatIsTurnedWhenTheCidIsKnown(Codec codec) {
    byte[] body = Advertisement.sign(key, content(false, Optional.empty())).encode(codec);
    Cid cid = Cid.of(codec, body);

    for (int bit = 0; bit < 8 * body.length; bit++) {
      byte[] flipped = Refusals.flipped(body, bit);
      assertThat(refusal(() -> verify(flipped, cid))).isEqualTo(Verdict.CID_MISMATCH);
    }
    assertThat(verify(body, cid).verifySignatures()).isEqualTo(key.peerId());
  }

  /**
   * Without the CID only what is signed is protected: all but context id and extended providers.
   */
  @Test
  void shouldRefuseEveryBitOfWhatIsSignedWhenTheCidIsNotKnown() {
    Advertisement ad = Advertisement.sign(key, content(false, Optional.empty()));
    for (int bit = 0; bit < 8 * ad.signature().length; bit++) {
      Advertisement forged = new Advertisement(ad.content(), Refusals.flipped(ad.signature(), bit));
      assertThat(refusal(forged::verifySignatures))
          .isIn(Verdict.BAD_SIGNATURE, Verdict.BAD_PUBKEY, Verdict.UNSUPPORTED_KEY_TYPE);
    }
    byte[] preimage = ad.content().preimage();
    for (int bit = 0; bit < 8 * preimage.length; bit++) {
      assertThat(AdContent.payload(Refusals.flipped(preimage, bit)))
          .isNotEqualTo(AdContent.payload(preimage));
    }
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void shouldThrowNothingElseWhenAnAdIsBroken(@ForAll long seed) {
    Random random = new Random(seed);
    Codec codec = random.nextBoolean() ? Codec.DAG_JSON : Codec.DAG_CBOR;
    Optional<ExtendedProviders> extended =
        random.nextBoolean() ? Optional.of(extended(key.peerId())) : Optional.empty();
    Advertisement ad = Advertisement.sign(key, content(false, extended));
    byte[] body = Refusals.broken(ad.encode(codec), random);
    try {
      verify(body, Cid.of(codec, body));
    } catch (IpniException e) {
      assertThat(e.verdict().isAccepted()).isFalse();
    }
  }

  @Test
  void shouldRefuseWhenTheSignerMayNotPublishForTheProvider() {
    byte[] byOther =
        Advertisement.sign(other, content(false, Optional.empty())).encode(Codec.DAG_CBOR);
    Cid cid = Cid.of(Codec.DAG_CBOR, byOther);

    assertThat(refusal(() -> VERIFIER.verify(byOther, cid, key.peerId(), peer -> false)))
        .isEqualTo(Verdict.FOREIGN_AD);
    assertThat(VERIFIER.verify(byOther, cid, key.peerId(), other.peerId()::equals).content().isRm())
        .isFalse();
    assertThat(refusal(() -> VERIFIER.verify(byOther, cid, other.peerId(), peer -> true)))
        .isEqualTo(Verdict.FOREIGN_AD);
  }

  @Test
  void shouldRefuseWhenThePayloadIsOfTheDeprecatedForm() {
    AdContent content = content(false, Optional.empty());
    byte[] hash = AdContent.payload(content.preimage());
    byte[] longer = Arrays.copyOf(hash, hash.length + 1);
    Advertisement ad = new Advertisement(content, Envelope.seal(key, Advertisement.AD, longer));
    Advertisement wrongPurpose =
        new Advertisement(content, Envelope.seal(key, Advertisement.EXTENDED, hash));

    assertThat(refusal(ad::verifySignatures)).isEqualTo(Verdict.BAD_SIGNATURE);
    assertThatThrownBy(wrongPurpose::verifySignatures)
        .hasMessageContaining("must be of payload type /indexer/ingest/adSignature, not '/indexer");
    assertThat(refusal(new Advertisement(content, new byte[0])::verifySignatures))
        .isEqualTo(Verdict.MISSING_SIGNATURE);
  }

  @Test
  void shouldVerifyEachExtendedProviderWhenThereAreSome() {
    Function<PeerId, SigningKey> keys = id -> other;
    AdContent content = content(false, Optional.of(extended(key.peerId(), other.peerId())));
    Advertisement ad = Advertisement.sign(key, content, keys);
    byte[] body = ad.encode(Codec.DAG_JSON);

    Advertisement read = verify(body, Cid.of(Codec.DAG_JSON, body));

    assertThat(read.content().extended().orElseThrow().providers()).hasSize(2);
    assertThat(read.encode(Codec.DAG_JSON)).isEqualTo(body);
    // signed by somebody else than the one that it names
    Advertisement foreign = Advertisement.sign(key, content, id -> key);
    assertThat(refusal(foreign::verifySignatures)).isEqualTo(Verdict.FOREIGN_AD);
    // without the provider itself
    AdContent without = content(false, Optional.of(extended(other.peerId())));
    assertThat(refusal(Advertisement.sign(key, without, keys)::verifySignatures))
        .isEqualTo(Verdict.SCHEMA_VIOLATION);
  }

  @Test
  void shouldRefuseWhenAnAdBreaksARule() {
    AdContent fine = content(true, Optional.empty());

    assertThat(fine.isRm()).isTrue();
    assertThatThrownBy(() -> content(true, Optional.of(extended(key.peerId()))))
        .hasMessage("advertisement.ExtendedProvider must be absent when IsRm is true, not 'true'");
    assertThat(refusal(() -> content(new byte[65], new byte[0])))
        .isEqualTo(Verdict.SCHEMA_VIOLATION);
    assertThat(refusal(() -> content(new byte[0], new byte[1025])))
        .isEqualTo(Verdict.SCHEMA_VIOLATION);
    assertThat(content(new byte[64], new byte[1024]).metadata()).hasSize(1024);
  }

  @Test
  void shouldSignTheNumberWhenThePublisherCounts() {
    AdContent content = content(new byte[1], new byte[0]);
    AdContent counted =
        new AdContent(
            content.previous(),
            content.provider(),
            content.addresses(),
            content.entries(),
            content.contextId(),
            content.metadata(),
            false,
            Optional.empty(),
            Optional.of(300L));
    byte[] body = Advertisement.sign(key, counted).encode(Codec.DAG_CBOR);

    Advertisement read = verify(body, Cid.of(Codec.DAG_CBOR, body));

    assertThat(read.content().sequence()).contains(300L);
    assertThat(counted.preimage()).startsWith(content.preimage()).endsWith(0xac, 0x02);
    Advertisement stripped = new Advertisement(content, read.signature());
    assertThat(refusal(stripped::verifySignatures)).isEqualTo(Verdict.BAD_SIGNATURE);
  }

  private Advertisement verify(byte[] body, Cid cid) {
    return VERIFIER.verify(body, cid, key.peerId(), peer -> false);
  }

  private AdContent content(byte[] contextId, byte[] metadata) {
    return new AdContent(
        Optional.empty(),
        key.peerId().toString(),
        List.of(),
        Cid.NO_ENTRIES,
        contextId,
        metadata,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private AdContent content(boolean isRm, Optional<ExtendedProviders> extended) {
    return new AdContent(
        Optional.of(Cid.of(Codec.DAG_JSON, new byte[] {7})),
        key.peerId().toString(),
        List.of("/dns4/a.example/tcp/443/https", "/ip4/192.0.2.1/tcp/80/http"),
        Cid.NO_ENTRIES,
        new byte[] {1, 2},
        new byte[] {3},
        isRm,
        extended,
        Optional.empty());
  }

  private static ExtendedProviders extended(PeerId... peers) {
    List<ExtendedProvider> providers =
        Arrays.stream(peers)
            .map(
                peer ->
                    new ExtendedProvider(
                        peer.toString(),
                        List.of("/dns4/b.example/tcp/1"),
                        new byte[] {4},
                        new byte[0]))
            .toList();
    return new ExtendedProviders(providers, true);
  }
}
