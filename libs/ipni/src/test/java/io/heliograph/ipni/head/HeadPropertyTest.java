package io.heliograph.ipni.head;

import static io.heliograph.ipni.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Refusals;
import io.heliograph.ipni.TestKeys;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.key.SigningKey;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadPropertyTest {
  private static final String TOPIC = "/threat-intel/events/default";
  private static final long EPOCH = 1_700_001_800;
  private final SigningKey key = TestKeys.key("A");
  private final Cid cid = Cid.of(Codec.DAG_JSON, new byte[] {1, 2, 3});

  @ParameterizedTest
  @EnumSource(names = {"DAG_JSON", "DAG_CBOR"})
  void shouldRefuseEveryBitThatIsTurnedWhenAHeadHasNoEpoch(Codec codec) {
    byte[] body =
        SignedHead.sign(key, cid, Optional.empty(), TOPIC).encode(codec, HeadProfile.SCHEMA);

    for (int bit = 0; bit < 8 * body.length; bit++) {
      byte[] flipped = Refusals.flipped(body, bit);
      assertThat(refusal(() -> verify(flipped, codec))).as("bit %d", bit).isNotNull();
    }
    assertThat(verify(body, codec).verdict()).isEqualTo(Verdict.ACCEPT);
  }

  /** The epoch is not signed: what else is accepted says the same, and the snapshot tells. */
  @ParameterizedTest
  @EnumSource(names = {"DAG_JSON", "DAG_CBOR"})
  void shouldSayTheSameWhenABitOfAHeadWithEpochIsTurnedAndItIsAccepted(Codec codec) {
    SignedHead signed = SignedHead.sign(key, cid, Optional.of(EPOCH), TOPIC);
    byte[] body = signed.encode(codec, HeadProfile.PROSE);
    int accepted = 0;

    for (int bit = 0; bit < 8 * body.length; bit++) {
      byte[] flipped = Refusals.flipped(body, bit);
      try {
        SignedHead head = verify(flipped, codec).head();
        accepted++;
        assertThat(head.cid()).isEqualTo(signed.cid());
        assertThat(head.topic()).isEqualTo(TOPIC);
        assertThat(head.signer()).isEqualTo(key.peerId());
        if (head.epoch().isPresent()) {
          assertThat(refusal(() -> head.requireEpoch(EPOCH))).isEqualTo(Verdict.EPOCH_MISMATCH);
        }
      } catch (IpniException e) {
        assertThat(e.verdict().isAccepted()).isFalse();
      }
    }
    assertThat(accepted).isBetween(1, 8 * 15);
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void shouldThrowNothingElseWhenAHeadIsBroken(@ForAll long seed) {
    Random random = new Random(seed);
    Codec codec = random.nextBoolean() ? Codec.DAG_JSON : Codec.DAG_CBOR;
    HeadProfile profile = Refusals.pick(random, HeadProfile.values());
    SignedHead signed = SignedHead.sign(key, cid, Optional.of(EPOCH), TOPIC);
    byte[] body = Refusals.broken(signed.encode(codec, HeadProfile.PROSE), random);
    try {
      HeadVectorTest.verify(body, codec, profile, key.peerId(), TOPIC);
    } catch (IpniException e) {
      assertThat(e.verdict().isAccepted()).isFalse();
    }
  }

  @Test
  void shouldRefuseWhenTheTopicIsAnotherOrTheCidNoSnapshots() {
    SignedHead elsewhere = SignedHead.sign(key, cid, Optional.empty(), "/other");
    SignedHead raw = SignedHead.sign(key, Cid.of(Codec.RAW, new byte[1]), Optional.empty(), TOPIC);

    assertThat(
            refusal(
                () -> verify(elsewhere.encode(Codec.DAG_CBOR, HeadProfile.PROSE), Codec.DAG_CBOR)))
        .isEqualTo(Verdict.TOPIC_MISMATCH);
    assertThat(refusal(() -> verify(raw.encode(Codec.DAG_CBOR, HeadProfile.PROSE), Codec.DAG_CBOR)))
        .isEqualTo(Verdict.SCHEMA_VIOLATION);
  }

  private VerifiedHead verify(byte[] body, Codec codec) {
    return HeadVectorTest.verify(body, codec, HeadProfile.PROSE, key.peerId(), TOPIC);
  }
}
