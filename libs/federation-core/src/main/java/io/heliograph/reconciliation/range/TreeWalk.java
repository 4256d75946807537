package io.heliograph.reconciliation.range;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads another instance's tree block by block, without the parts that the own tree has too. One
 * thread at a time; the blocks that are fetched are bounded.
 */
public final class TreeWalk {
  private static final int BLOCKS_MAX = 400_000;

  private final Map<Cid, byte[]> own;
  private final Deque<Cid> open = new ArrayDeque<>();
  private final Set<Cid> seen = new HashSet<>();
  private final Map<PeerId, AdRef> entries = new HashMap<>();
  private int fetched;

  /** Begins at the other tree's root. */
  public TreeWalk(FingerprintTree own, Cid root) {
    this.own = own.blocks();
    follow(root);
  }

  /** The block to fetch; absent at the end. */
  public @Nullable Cid next() {
    return open.peek();
  }

  /** Blocks that were fetched. */
  public int fetched() {
    return fetched;
  }

  /** Takes the block that {@link #next} named. */
  public void found(byte[] body) {
    fetched++;
    if (fetched > BLOCKS_MAX) {
      throw new IllegalArgumentException("tree: has more than " + BLOCKS_MAX + " blocks");
    }
    Cid unused = open.remove();
    take(body);
  }

  /** The other map, once there is nothing to fetch. */
  public Map<PeerId, AdRef> map() {
    return Map.copyOf(entries);
  }

  private void take(byte[] body) {
    switch (FingerprintTree.read(body)) {
      case FingerprintTree.Node.Branch(var children) -> children.forEach(this::follow);
      case FingerprintTree.Node.Leaf(var leaf) -> entries.putAll(leaf);
    }
  }

  private void follow(Cid cid) {
    byte[] known = own.get(cid);
    if (known != null) {
      take(known);
    } else if (seen.add(cid)) {
      open.add(cid);
    }
  }
}
