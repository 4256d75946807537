package io.heliograph.ipni.multiformat;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The name of a block: codec and hash of its bytes, version 1, or the bare SHA-256 of version 0.
 * Equal when the bytes are, whatever base its text was in; ordered by bytes, unsigned. Immutable:
 * bytes are copied in and out. 72 bytes of heap for the usual one.
 */
public record Cid(byte[] bytes) implements Comparable<Cid> {
  /** Stands for "no entries": raw, SHA-256 of nothing cut to 16 bytes. */
  public static final Cid NO_ENTRIES = parse("bafkreehdwdcefgh4dqkjv67uzcmw7oje");

  private static final String FIELD = "CID";
  private static final int V0_BYTES = 34;
  private static final int V0_CHARACTERS = 46;

  /** Checks and copies the binary form; a {@link Verdict#MALFORMED} refusal when it is none. */
  public Cid {
    bytes = bytes.clone();
    if (!isV0(bytes)) {
      Cursor cursor = new Cursor(bytes, Verdict.MALFORMED, FIELD);
      checkV1(cursor);
      cursor.end();
    }
  }

  private static boolean isV0(byte[] bytes) {
    return bytes.length == V0_BYTES && bytes[0] == 0x12 && bytes[1] == 0x20;
  }

  private static void checkV1(Cursor cursor) {
    if (cursor.varint() != 1) {
      throw cursor.refused("must have version 1, or be the multihash of version 0");
    }
    cursor.varint();
    Multihash.check(cursor);
  }

  /** The CID at the beginning of some bytes; what follows is left to the caller. */
  public static Cid first(byte[] bytes) {
    if (bytes.length >= V0_BYTES && bytes[0] == 0x12 && bytes[1] == 0x20) {
      return new Cid(Arrays.copyOf(bytes, V0_BYTES));
    }
    Cursor cursor = new Cursor(bytes, Verdict.MALFORMED, FIELD);
    checkV1(cursor);
    return new Cid(Arrays.copyOf(bytes, cursor.position()));
  }

  /** Reads any text of a CID: multibase, or the bare base58 of version 0. */
  public static Cid parse(String text) {
    if (text.length() == V0_CHARACTERS && text.startsWith("Qm")) {
      return new Cid(Multibase.BASE58_BTC.decodeBare(text, FIELD));
    }
    byte[] bytes = Multibase.decode(text, FIELD);
    if (isV0(bytes)) {
      throw IpniException.of(
          Verdict.MALFORMED, FIELD, "of version 0 must be bare base58, without a letter", text);
    }
    return new Cid(bytes);
  }

  /** Of version 1, with the SHA-256 of that body. */
  public static Cid of(Codec codec, byte[] body) {
    return of(codec, Multihash.sha256(body));
  }

  /** Of version 1, with that hash. */
  public static Cid of(Codec codec, Multihash hash) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(40);
    Varint.write(1, out);
    Varint.write(codec.code(), out);
    out.writeBytes(hash.bytes());
    return new Cid(out.toByteArray());
  }

  /** 0 or 1. */
  public int version() {
    return isV0(bytes) ? 0 : 1;
  }

  /** Whether the block is in that codec. */
  public boolean is(Codec codec) {
    return codecCode() == codec.code();
  }

  /** The codec's number in the table of multicodec, also of codecs that we do not know. */
  public long codecCode() {
    if (isV0(bytes)) {
      return Codec.DAG_PB.code();
    }
    Cursor cursor = new Cursor(bytes, Verdict.MALFORMED, FIELD);
    cursor.varint();
    return cursor.varint();
  }

  /** The hash of the block. */
  public Multihash hash() {
    if (isV0(bytes)) {
      return new Multihash(bytes);
    }
    Cursor cursor = new Cursor(bytes, Verdict.MALFORMED, FIELD);
    cursor.varint();
    cursor.varint();
    return new Multihash(cursor.rest());
  }

  /**
   * Whether a block of ours can have this name: version 1, DAG-JSON, DAG-CBOR or raw, and a whole
   * SHA-256 (contract, section 1.2: anything else is answered 400).
   */
  public boolean isServable() {
    return version() == 1
        && (is(Codec.DAG_JSON) || is(Codec.DAG_CBOR) || is(Codec.RAW))
        && hash().isSha256();
  }

  /**
   * Refuses a block with {@link Verdict#CID_MISMATCH} unless it has this name: the hash is taken
   * over the bytes as they came, and must be a whole SHA-256.
   */
  public void requireBlock(byte[] block) {
    Multihash named = hash();
    if (!named.isSha256()) {
      throw IpniException.of(
          Verdict.CID_MISMATCH, "block", "cannot be checked: a whole SHA-256 is wanted", this);
    }
    Multihash actual = Multihash.sha256(block);
    if (!actual.equals(named)) {
      throw IpniException.of(
          Verdict.CID_MISMATCH, "block", "must have the hash of the CID " + this, actual);
    }
  }

  /** Whether a snapshot can have this name: version 1, DAG-JSON or DAG-CBOR, a whole SHA-256. */
  public boolean isSnapshotId() {
    return isServable() && !is(Codec.RAW);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(Cid other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cid that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The canonical text: base32 in lower case, or the bare base58 of version 0. */
  @Override
  public String toString() {
    return isV0(bytes) ? Multibase.BASE58_BTC.encodeBare(bytes) : Multibase.BASE32.encode(bytes);
  }
}
