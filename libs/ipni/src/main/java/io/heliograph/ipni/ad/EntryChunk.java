package io.heliograph.ipni.ad;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.dag.Fields;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Multihash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of an advertisement's entries.
 *
 * @param next the chunk after this one; empty in the last
 */
public record EntryChunk(List<Multihash> entries, Optional<Cid> next) {
  /** Most chunks of one advertisement. */
  public static final int CHUNKS_MAX = 400;

  private static final String WHAT = "entry chunk";

  /** Copies the list. */
  public EntryChunk {
    entries = List.copyOf(entries);
  }

  /** The canonical document. */
  public byte[] encode(Codec codec) {
    List<DagValue> hashes =
        entries.stream().<DagValue>map(hash -> new DagValue.OfBytes(hash.bytes())).toList();
    Map<String, DagValue> members = new HashMap<>();
    members.put("Entries", new DagValue.OfList(hashes));
    next.ifPresent(cid -> members.put("Next", new DagValue.OfLink(cid)));
    return new DagValue.OfMap(members).encode(codec);
  }

  /** The chunk of that name; the bytes are hashed as they came. */
  public static EntryChunk verify(byte[] body, Cid cid, IpniLimits limits) {
    Block block = new Block(body, cid, WHAT);
    block.require(limits.chunkBytesMax());
    Fields fields = block.members(limits);
    List<Multihash> entries = new ArrayList<>();
    for (DagValue element : fields.required("Entries", fields.list("Entries"))) {
      entries.add(multihash(fields, element));
    }
    return new EntryChunk(entries, Optional.ofNullable(fields.link("Next")));
  }

  private static Multihash multihash(Fields fields, DagValue element) {
    try {
      if (element instanceof DagValue.OfBytes bytes) {
        return new Multihash(bytes.bytes());
      }
    } catch (IpniException e) {
      throw fields.refused("Entries", "must hold multihashes", e.getMessage());
    }
    throw fields.refused("Entries", "must hold multihashes", "another kind of value");
  }
}
