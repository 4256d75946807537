package io.heliograph.reconciliation.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The tree follows from the map alone, and an unchanged part keeps its block. */
class FingerprintTreeTest {
  @Test
  void shouldHaveOneRootWhateverTheOrderOfEntries() {
    Map<PeerId, AdRef> map = RangeMaps.map(new Random(1), 2_000);
    Map<PeerId, AdRef> sorted = new LinkedHashMap<>(new TreeMap<>(map));

    assertThat(FingerprintTree.of(sorted).root()).isEqualTo(FingerprintTree.of(map).root());
    sorted.remove(sorted.keySet().iterator().next());
    assertThat(FingerprintTree.of(sorted).root()).isNotEqualTo(FingerprintTree.of(map).root());
  }

  @Test
  void shouldFetchOnlyChangedBlocksWhenFewEntriesDiffer() {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      Map<PeerId, AdRef> here = RangeMaps.map(random, 10_000);
      Map<PeerId, AdRef> there = RangeMaps.changed(random, here, 10);
      FingerprintTree served = FingerprintTree.of(there);

      TreeWalk walk = new TreeWalk(FingerprintTree.of(here), served.root());
      long bytes = 0;
      for (Cid next = walk.next(); next != null; next = walk.next()) {
        byte[] body = Objects.requireNonNull(served.blocks().get(next));
        assertThat(Cid.of(Codec.DAG_CBOR, body)).isEqualTo(next);
        bytes += body.length;
        walk.found(body);
      }

      assertThat(walk.map()).as("seed %d", seed).isEqualTo(there);
      assertThat(walk.fetched()).as("seed %d", seed).isBetween(10, 35);
      assertThat(bytes).as("seed %d", seed).isLessThan(60_000);
    }
  }

  @Test
  void shouldFetchNothingWhenMapsAreEqual() {
    Map<PeerId, AdRef> map = RangeMaps.map(new Random(5), 300);
    FingerprintTree tree = FingerprintTree.of(map);

    TreeWalk walk = new TreeWalk(tree, FingerprintTree.of(new HashMap<>(map)).root());

    assertThat(walk.next()).isNull();
    assertThat(walk.map()).isEqualTo(map);
  }

  @Test
  void shouldRefuseABlockThatIsNeitherBranchNorLeaf() {
    byte[] text = {0x61, 0x61};
    byte[] numbers = {(byte) 0x81, 0x01};

    assertThat(FingerprintTree.read(new byte[] {(byte) 0x80}))
        .isEqualTo(new FingerprintTree.Node.Leaf(Map.of()));
    for (byte[] bad : new byte[][] {text, numbers, {}}) {
      assertThatThrownBy(() -> FingerprintTree.read(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("block: ");
    }
  }
}
