package io.heliograph.ipni.multiformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

class NamePropertyTest {
  @Property(tries = 500)
  void shouldBeReadBackWhenACidIsWritten(
      @ForAll @Size(max = 200) byte[] body, @ForAll Codec codec) {
    Cid cid = Cid.of(codec, body);

    assertThat(Cid.parse(cid.toString())).isEqualTo(cid);
    assertThat(new Cid(cid.bytes())).isEqualTo(cid);
    assertThat(cid.codecCode()).isEqualTo(codec.code());
    cid.requireBlock(body);
  }

  @Property(tries = 300)
  void shouldRefuseABlockWhenOneBitOfItDiffers(
      @ForAll @Size(min = 1, max = 100) byte[] body, @ForAll long seed) {
    Cid cid = Cid.of(Codec.RAW, body);
    byte[] other = Refusals.flipped(body, new Random(seed).nextInt(8 * body.length));

    assertThatThrownBy(() -> cid.requireBlock(other))
        .hasMessageStartingWith("block must have the hash");
  }

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void shouldThrowNothingElseWhenANameIsBroken(@ForAll long seed) {
    Random random = new Random(seed);
    Cid cid = Cid.of(Refusals.pick(random, Codec.values()), new byte[] {(byte) seed});
    PeerId peer = new PeerId(Multihash.sha256(new byte[] {(byte) seed}).bytes());
    Multibase base = Refusals.pick(random, Multibase.values());
    String text =
        new String(
            Refusals.broken(base.encode(cid.bytes()).getBytes(StandardCharsets.ISO_8859_1), random),
            StandardCharsets.ISO_8859_1);
    try {
      Cid read = Cid.parse(text);
      assertThat(Cid.parse(read.toString())).isEqualTo(read);
    } catch (IpniException e) {
      assertThat(e).hasMessageMatching("(?s).{10,400}");
    }
    try {
      PeerId read = new PeerId(Refusals.broken(peer.multihash(), random));
      assertThat(PeerId.parse(read.toString())).isEqualTo(read);
    } catch (IpniException e) {
      assertThat(e).hasMessageMatching("(?s).{10,400}");
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void shouldBeOrderedAsTheirBytesWhenSorted(@ForAll long seed) {
    Random random = new Random(seed);
    TreeSet<Cid> sorted = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      sorted.add(Cid.of(Codec.RAW, new byte[] {(byte) random.nextInt(), (byte) i}));
    }

    assertThat(sorted.stream().map(cid -> Multibase.BASE16.encode(cid.bytes()))).isSorted();
  }
}
