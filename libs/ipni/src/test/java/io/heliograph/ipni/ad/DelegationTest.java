package io.heliograph.ipni.ad;

import static io.heliograph.ipni.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Refusals;
import io.heliograph.ipni.TestKeys;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.key.SigningKey;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class DelegationTest {
  private static final long NOT_AFTER = 1_800_000_000;
  private final SigningKey member = TestKeys.key("A");
  private final PeerId provider = TestKeys.peer("P1");

  @Test
  void shouldHaveTheBytesOfTheDocumentationWhenSigned() {
    byte[] block = delegation().encode();

    assertThat(HexFormat.of().formatHex(block)).isEqualTo(Golden.DELEGATION);
    assertThat(Cid.of(Codec.DAG_CBOR, block)).hasToString(Golden.DELEGATION_CID);
  }

  @Test
  void shouldRefuseEveryBitThatIsTurnedEvenWhenTheCidIsMadeAnew() {
    byte[] block = delegation().encode();

    for (int bit = 0; bit < 8 * block.length; bit++) {
      byte[] flipped = Refusals.flipped(block, bit);
      assertThat(refusal(() -> verify(flipped))).as("bit %d", bit).isNotNull();
    }
    assertThat(verify(block).encode()).isEqualTo(block);
  }

  @Test
  void shouldRefuseWhenAnotherMemberSigned() {
    byte[] block = Delegation.sign(TestKeys.key("B"), provider, "s", "g", NOT_AFTER).encode();

    assertThat(refusal(() -> verify(block))).isEqualTo(Verdict.FOREIGN_AD);
  }

  @Test
  void shouldCoverOneProviderSourceAndGroupUntilItEnds() {
    Delegation delegation = verify(delegation().encode());

    delegation.requireCovers(provider, "feed", "default", NOT_AFTER);
    assertThatThrownBy(() -> delegation.requireCovers(provider, "feed", "default", NOT_AFTER + 1))
        .hasMessage("delegation.not-after must not be before 1800000001, not '1800000000'");
    assertThat(refusal(() -> delegation.requireCovers(TestKeys.peer("P2"), "feed", "default", 1)))
        .isEqualTo(Verdict.FOREIGN_AD);
    assertThat(refusal(() -> delegation.requireCovers(provider, "other", "default", 1)))
        .isEqualTo(Verdict.FOREIGN_AD);
    assertThat(refusal(() -> delegation.requireCovers(provider, "feed", "other", 1)))
        .isEqualTo(Verdict.FOREIGN_AD);
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void shouldThrowNothingElseWhenBroken(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] block = Refusals.broken(delegation().encode(), random);
    byte[] metadata = Refusals.broken(metadata().encode(), random);
    try {
      verify(block);
    } catch (IpniException e) {
      assertThat(e.verdict().isAccepted()).isFalse();
    }
    try {
      EventMetadata read = EventMetadata.decode(metadata, IpniLimits.DEFAULT);
      assertThat(read.encode()).hasSizeLessThanOrEqualTo(metadata.length);
    } catch (IpniException e) {
      assertThat(e.verdict().isAccepted()).isFalse();
    }
  }

  @Test
  void shouldHaveTheBytesOfTheDocumentationWhenMetadataIsWritten() {
    byte[] metadata = metadata().encode();

    assertThat(HexFormat.of().formatHex(metadata)).isEqualTo(Golden.METADATA);
    assertThat(EventMetadata.decode(metadata, IpniLimits.DEFAULT)).isEqualTo(metadata());
    assertThat(EventMetadata.isOf(metadata)).isTrue();
    assertThat(EventMetadata.isOf(new byte[] {(byte) 0x80, 0x12})).isFalse();
  }

  @Test
  void shouldRefuseMetadataWhenItIsOfAnotherKindOrImpossible() {
    byte[] bitswap = {(byte) 0x80, 0x12};

    assertThatThrownBy(() -> EventMetadata.decode(bitswap, IpniLimits.DEFAULT))
        .hasMessage("event metadata must begin with the code 0x300001, not '0x8012'");
    assertThat(refusal(() -> metadata(0, 1, 2))).isEqualTo(Verdict.SCHEMA_VIOLATION);
    assertThat(refusal(() -> metadata(1, 3, 2))).isEqualTo(Verdict.SCHEMA_VIOLATION);
  }

  private Delegation delegation() {
    return Delegation.sign(member, provider, "feed", "default", NOT_AFTER);
  }

  private Delegation verify(byte[] block) {
    return Delegation.verify(
        block, Cid.of(Codec.DAG_CBOR, block), member.peerId(), IpniLimits.DEFAULT);
  }

  private EventMetadata metadata() {
    return metadata(1000, 1_700_000_000_000L, 1_700_000_002_000L);
  }

  private EventMetadata metadata(long count, long first, long last) {
    return new EventMetadata(
        Cid.of(Codec.RAW, new byte[] {1}),
        count,
        first,
        last,
        Optional.of("TLP:AMBER"),
        Optional.of(5L),
        Optional.of(Cid.parse(Golden.DELEGATION_CID)));
  }
}
