package io.heliograph.reconciliation.range;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Multihash;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded provider maps with random keys and links. */
final class RangeMaps {
  private static final int HEIGHT_MAX = 10_000;

  private RangeMaps() {}

  static Map<PeerId, AdRef> map(Random random, int size) {
    Map<PeerId, AdRef> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      byte[] protobuf = new byte[36];
      random.nextBytes(protobuf);
      System.arraycopy(new byte[] {8, 1, 18, 32}, 0, protobuf, 0, 4);
      map.put(PeerId.ofKey(protobuf), ref(random));
    }
    return map;
  }

  static Map<PeerId, AdRef> changed(Random random, Map<PeerId, AdRef> map, int count) {
    Map<PeerId, AdRef> changed = new HashMap<>(map);
    List<PeerId> keys = new ArrayList<>(map.keySet());
    keys.sort(null);
    for (int i = 0; i < Math.min(count, keys.size()); i++) {
      changed.put(keys.remove(random.nextInt(keys.size())), ref(random));
    }
    return changed;
  }

  private static AdRef ref(Random random) {
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    return new AdRef(
        Cid.of(Codec.DAG_JSON, Multihash.ofSha256(digest)), 1_000 + random.nextInt(HEIGHT_MAX));
  }
}
