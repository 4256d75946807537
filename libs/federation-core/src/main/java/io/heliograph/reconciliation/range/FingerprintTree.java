package io.heliograph.reconciliation.range;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.dag.DagValue.OfBytes;
import io.heliograph.ipni.dag.DagValue.OfInt;
import io.heliograph.ipni.dag.DagValue.OfLink;
import io.heliograph.ipni.dag.DagValue.OfList;
import io.heliograph.ipni.dag.DagValue.OfNull;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Multihash;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A provider map as a tree of immutable DAG-CBOR blocks (contract federation.md, section 5.4 a): 16
 * branches by the next four bits of the key's SHA-256, leaves of at most 64 entries. The form
 * follows from the map alone, so equal maps have equal roots and unchanged parts keep their blocks.
 * A branch is a list of 16 links or nulls, a leaf a list of {@code [key, link, height]} by key.
 * Immutable; any thread.
 */
public final class FingerprintTree {
  static final int LEAF_ENTRIES_MAX = 64;

  private static final int BRANCHES = 16;

  /** Nibbles of a SHA-256. */
  private static final int DEPTH_MAX = 64;

  private final Map<Cid, byte[]> blocks = new LinkedHashMap<>();
  private final Cid root;

  private FingerprintTree(List<Placed> placed) {
    root = build(placed, 0);
  }

  /** An entry and the hash that places it. */
  private record Placed(PeerId key, AdRef value, byte[] place) {
    int branch(int depth) {
      int octet = Byte.toUnsignedInt(place[depth / 2]);
      return depth % 2 == 0 ? octet >>> 4 : octet & 0xf;
    }
  }

  /** Of that map. */
  public static FingerprintTree of(Map<PeerId, AdRef> map) {
    List<Placed> placed = new ArrayList<>();
    map.forEach(
        (key, value) ->
            placed.add(new Placed(key, value, Multihash.sha256(key.multihash()).digest())));
    placed.sort(Comparator.comparing(Placed::key));
    return new FingerprintTree(placed);
  }

  /** What {@code Ipni-Fed-Summary} says. */
  public Cid root() {
    return root;
  }

  /** All blocks by their names. */
  public Map<Cid, byte[]> blocks() {
    return Map.copyOf(blocks);
  }

  private Cid build(List<Placed> placed, int depth) {
    List<DagValue> elements = new ArrayList<>();
    if (placed.size() <= LEAF_ENTRIES_MAX || depth == DEPTH_MAX) {
      for (Placed one : placed) {
        elements.add(
            new OfList(
                List.of(
                    new OfBytes(one.key().multihash()),
                    new OfLink(one.value().cid()),
                    new OfInt(one.value().height()))));
      }
    } else {
      List<List<Placed>> branches = new ArrayList<>();
      for (int i = 0; i < BRANCHES; i++) {
        branches.add(new ArrayList<>());
      }
      placed.forEach(one -> branches.get(one.branch(depth)).add(one));
      for (List<Placed> branch : branches) {
        elements.add(branch.isEmpty() ? new OfNull() : new OfLink(build(branch, depth + 1)));
      }
    }
    byte[] body = new OfList(elements).encode(Codec.DAG_CBOR);
    Cid cid = Cid.of(Codec.DAG_CBOR, body);
    blocks.put(cid, body);
    return cid;
  }

  /** What a block says. */
  public sealed interface Node {
    /** Links to further blocks. */
    record Branch(List<Cid> children) implements Node {}

    /** Entries. */
    record Leaf(Map<PeerId, AdRef> entries) implements Node {}
  }

  /**
   * Reads a block of another tree, whose hash is right.
   *
   * @throws IllegalArgumentException for one that is neither branch nor leaf
   */
  public static Node read(byte[] body) {
    try {
      if (DagValue.decode(Codec.DAG_CBOR, body, IpniLimits.DEFAULT)
          instanceof OfList(List<DagValue> elements)) {
        boolean isLeaf = elements.stream().allMatch(OfList.class::isInstance);
        return isLeaf ? leaf(elements) : branch(elements);
      }
    } catch (IpniException e) {
      throw new IllegalArgumentException("block: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("block: must be a list");
  }

  private static Node branch(List<DagValue> elements) {
    List<Cid> children = new ArrayList<>();
    for (DagValue element : elements) {
      switch (element) {
        case OfLink(Cid cid) -> children.add(cid);
        case OfNull ignored -> {}
        default -> throw new IllegalArgumentException("block: has a branch that is no link");
      }
    }
    if (elements.size() != BRANCHES) {
      throw new IllegalArgumentException("block: must have " + BRANCHES + " branches");
    }
    return new Node.Branch(children);
  }

  private static Node leaf(List<DagValue> elements) {
    if (elements.size() > LEAF_ENTRIES_MAX) {
      throw new IllegalArgumentException("block: has more than " + LEAF_ENTRIES_MAX + " entries");
    }
    Map<PeerId, AdRef> entries = new LinkedHashMap<>();
    for (DagValue element : elements) {
      if (element instanceof OfList(List<DagValue> fields)
          && fields.size() == 3
          && fields.get(0) instanceof OfBytes(byte[] key)
          && fields.get(1) instanceof OfLink(Cid cid)
          && fields.get(2) instanceof OfInt(long height)) {
        entries.put(new PeerId(key), new AdRef(cid, height));
      } else {
        throw new IllegalArgumentException("block: has an entry that is not key, link and height");
      }
    }
    return new Node.Leaf(entries);
  }
}
