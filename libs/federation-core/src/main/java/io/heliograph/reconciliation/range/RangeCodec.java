package io.heliograph.reconciliation.range;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.dag.DagValue.OfBytes;
import io.heliograph.ipni.dag.DagValue.OfInt;
import io.heliograph.ipni.dag.DagValue.OfLink;
import io.heliograph.ipni.dag.DagValue.OfList;
import io.heliograph.ipni.dag.DagValue.OfMap;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as DAG-CBOR: {@code {r: [[end, kind, ...], ...], v: 1}}. A bound is one byte that says
 * how many bytes it shares with the one before, then the rest; the end of all keys is empty.
 */
final class RangeCodec {
  static final long VERSION = 1;

  private static final int BODY_BYTES_MAX = 4 << 20;
  private static final int BOUND_BYTES_MAX = 64;
  private static final int DONE = 0;
  private static final int FINGERPRINT = 1;
  private static final int HAS = 2;
  private static final int WANTS = 3;
  private static final int ITEMS = 4;

  private RangeCodec() {}

  static byte[] encode(RangeMessage message) {
    List<DagValue> ranges = new ArrayList<>();
    byte[] before = {};
    for (Range range : message.ranges()) {
      List<DagValue> fields = new ArrayList<>();
      fields.add(new OfBytes(pack(before, range.end())));
      switch (range.says()) {
        case Range.Done ignored -> fields.add(new OfInt(DONE));
        case Range.Fingerprint(byte[] bytes) -> {
          fields.add(new OfInt(FINGERPRINT));
          fields.add(new OfBytes(bytes));
        }
        case Range.Has(long[] digests) -> {
          fields.add(new OfInt(HAS));
          fields.add(bytes(digests));
        }
        case Range.Wants(long[] digests) -> {
          fields.add(new OfInt(WANTS));
          fields.add(bytes(digests));
        }
        case Range.Items(List<Range.Entry> entries, long[] lacks) -> {
          fields.add(new OfInt(ITEMS));
          fields.add(bytes(lacks));
          fields.add(new OfList(entries.stream().map(RangeCodec::entry).toList()));
        }
      }
      ranges.add(new OfList(fields));
      before = range.end();
    }
    Map<String, DagValue> document = Map.of("r", new OfList(ranges), "v", new OfInt(VERSION));
    return new OfMap(document).encode(Codec.DAG_CBOR);
  }

  private static DagValue entry(Range.Entry entry) {
    return new OfList(
        List.of(
            new OfBytes(entry.key().multihash()),
            new OfLink(entry.value().cid()),
            new OfInt(entry.value().height())));
  }

  private static byte[] pack(byte[] before, byte[] end) {
    if (end.length == 0) {
      return end;
    }
    int mismatch = Arrays.mismatch(before, end);
    int shared = mismatch < 0 ? end.length : mismatch;
    byte[] packed = new byte[1 + end.length - shared];
    packed[0] = (byte) shared;
    System.arraycopy(end, shared, packed, 1, end.length - shared);
    return packed;
  }

  private static DagValue bytes(long[] digests) {
    ByteBuffer buffer = ByteBuffer.allocate(digests.length * Long.BYTES);
    buffer.asLongBuffer().put(digests);
    return new OfBytes(buffer.array());
  }

  static RangeMessage decode(byte[] body) {
    check(body.length <= BODY_BYTES_MAX, "is larger than " + BODY_BYTES_MAX + " bytes");
    DagValue document;
    try {
      document = DagValue.decode(Codec.DAG_CBOR, body, IpniLimits.DEFAULT);
    } catch (IpniException e) {
      throw new IllegalArgumentException("message: " + e.getMessage(), e);
    }
    check(
        document instanceof OfMap(Map<String, DagValue> members)
            && members.size() == 2
            && new OfInt(VERSION).equals(members.get("v")),
        "must be a map of r and v = " + VERSION);
    Map<String, DagValue> members = ((OfMap) document).members();
    List<Range> ranges = new ArrayList<>();
    byte[] before = {};
    boolean isEnded = false;
    for (DagValue element : list(members.get("r"))) {
      check(!isEnded, "goes on after the end of all keys");
      List<DagValue> fields = list(element);
      check(fields.size() >= 2, "has a range without a kind");
      byte[] end = unpack(before, bytes(fields.get(0)));
      isEnded = end.length == 0;
      check(isEnded || Arrays.compareUnsigned(before, end) < 0, "has ranges out of order");
      ranges.add(new Range(end, says(fields)));
      before = end;
    }
    check(isEnded, "must reach the end of all keys");
    return new RangeMessage(ranges);
  }

  private static Range.Says says(List<DagValue> fields) {
    long kind = fields.get(1) instanceof OfInt(long number) ? number : -1;
    int size = kind == DONE ? 2 : kind == ITEMS ? 4 : 3;
    check(kind >= DONE && kind <= ITEMS && fields.size() == size, "has a range of no known kind");
    return switch ((int) kind) {
      case DONE -> new Range.Done();
      case FINGERPRINT -> {
        byte[] bytes = bytes(fields.get(2));
        check(bytes.length == RangeSet.FINGERPRINT_BYTES, "has a fingerprint of another size");
        yield new Range.Fingerprint(bytes);
      }
      case HAS -> new Range.Has(digests(fields.get(2)));
      case WANTS -> new Range.Wants(digests(fields.get(2)));
      default -> {
        List<Range.Entry> entries = new ArrayList<>();
        list(fields.get(3)).forEach(entry -> entries.add(entry(entry)));
        yield new Range.Items(entries, digests(fields.get(2)));
      }
    };
  }

  private static Range.Entry entry(DagValue value) {
    List<DagValue> fields = list(value);
    if (fields.size() == 3
        && fields.get(0) instanceof OfBytes(byte[] key)
        && fields.get(1) instanceof OfLink(var cid)
        && fields.get(2) instanceof OfInt(long height)
        && height >= 0) {
      try {
        return new Range.Entry(new PeerId(key), new AdRef(cid, height));
      } catch (IpniException e) {
        throw new IllegalArgumentException("message: " + e.getMessage(), e);
      }
    }
    throw refused("has an entry that is not key, link and height");
  }

  private static byte[] unpack(byte[] before, byte[] packed) {
    if (packed.length == 0) {
      return packed;
    }
    int shared = Byte.toUnsignedInt(packed[0]);
    int length = shared + packed.length - 1;
    check(shared <= before.length && length <= BOUND_BYTES_MAX && length > 0, "has a bad bound");
    byte[] end = Arrays.copyOf(before, length);
    System.arraycopy(packed, 1, end, shared, packed.length - 1);
    return end;
  }

  private static long[] digests(DagValue value) {
    byte[] bytes = bytes(value);
    check(bytes.length % Long.BYTES == 0, "has digests of another size");
    long[] digests = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(digests);
    return digests;
  }

  private static byte[] bytes(DagValue value) {
    if (value instanceof OfBytes(byte[] bytes)) {
      return bytes;
    }
    throw refused("has something else where bytes belong");
  }

  private static List<DagValue> list(@Nullable DagValue value) {
    if (value instanceof OfList(List<DagValue> elements)) {
      return elements;
    }
    throw refused("has something else where a list belongs");
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw refused(rule);
    }
  }

  private static IllegalArgumentException refused(String rule) {
    return new IllegalArgumentException("message: " + rule);
  }
}
