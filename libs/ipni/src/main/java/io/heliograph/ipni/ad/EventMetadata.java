package io.heliograph.ipni.ad;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.dag.Fields;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Cursor;
import io.heliograph.ipni.multiformat.Multibase;
import io.heliograph.ipni.multiformat.Varint;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of a batch of events (contract federation.md, section 0.18): the code 0x300001, then
 * a canonical DAG-CBOR map.
 *
 * @param pack the block with all bodies of the batch
 * @param count how many events, at least 1
 * @param first the earliest event's time, in milliseconds since 1970
 * @param last the latest event's time, in milliseconds since 1970
 * @param tlp the strictest marking of the batch
 * @param model the version of the events' model
 * @param by the delegation that lets the provider's key speak for its member
 */
public record EventMetadata(
    Cid pack,
    long count,
    long first,
    long last,
    Optional<String> tlp,
    Optional<Long> model,
    Optional<Cid> by) {
  /** The number of multicodec's private range that announces it. */
  public static final long CODE = 0x300001;

  private static final String WHAT = "event metadata";

  /** Refuses numbers that no batch can have with {@link Verdict#SCHEMA_VIOLATION}. */
  public EventMetadata {
    if (count < 1) {
      throw IpniException.of(
          Verdict.SCHEMA_VIOLATION, WHAT + ".count", "must be at least 1", count);
    }
    if (first < 0 || last < first) {
      throw IpniException.of(
          Verdict.SCHEMA_VIOLATION, WHAT + ".last", "must not be before first, " + first, last);
    }
  }

  /**
   * Whether an advertisement's metadata is of this kind; others may be of providers we do not know.
   */
  public static boolean isOf(byte[] metadata) {
    byte[] code = Varint.of(CODE);
    return metadata.length >= code.length
        && Arrays.equals(metadata, 0, code.length, code, 0, code.length);
  }

  /** At most 1,024 bytes. */
  public byte[] encode() {
    Map<String, DagValue> members = new HashMap<>();
    members.put("pack", new DagValue.OfLink(pack));
    members.put("count", new DagValue.OfInt(count));
    members.put("first", new DagValue.OfInt(first));
    members.put("last", new DagValue.OfInt(last));
    tlp.ifPresent(text -> members.put("tlp", new DagValue.OfText(text)));
    model.ifPresent(number -> members.put("model", new DagValue.OfInt(number)));
    by.ifPresent(cid -> members.put("by", new DagValue.OfLink(cid)));
    ByteArrayOutputStream out = new ByteArrayOutputStream(192);
    Varint.write(CODE, out);
    out.writeBytes(new DagValue.OfMap(members).encode(Codec.DAG_CBOR));
    return out.toByteArray();
  }

  /** Reads metadata of this kind; members that this version does not know are ignored. */
  public static EventMetadata decode(byte[] metadata, IpniLimits limits) {
    if (metadata.length > AdContent.METADATA_BYTES_MAX) {
      throw IpniException.of(
          Verdict.SCHEMA_VIOLATION, WHAT, "must have at most 1,024 bytes", metadata.length);
    }
    Cursor cursor = new Cursor(metadata, Verdict.SCHEMA_VIOLATION, WHAT);
    if (cursor.varint() != CODE) {
      throw IpniException.of(
          Verdict.SCHEMA_VIOLATION,
          WHAT,
          "must begin with the code 0x300001",
          Multibase.shown(metadata));
    }
    DagValue document = DagValue.decode(Codec.DAG_CBOR, cursor.rest(), limits);
    Fields fields = new Fields(document, WHAT, Verdict.SCHEMA_VIOLATION);
    return new EventMetadata(
        fields.required("pack", fields.link("pack")),
        fields.required("count", fields.number("count")),
        fields.required("first", fields.number("first")),
        fields.required("last", fields.number("last")),
        Optional.ofNullable(fields.text("tlp")),
        Optional.ofNullable(fields.number("model")),
        Optional.ofNullable(fields.link("by")));
  }
}
