package io.heliograph.ipni.multiformat;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A hash that says by which function it was made: uvarint code, uvarint length, digest. Equal when
 * its bytes are; ordered by them, unsigned. Immutable: bytes are copied in and out.
 */
public record Multihash(byte[] bytes) implements Comparable<Multihash> {
  /** The bytes themselves in place of a hash. */
  public static final long IDENTITY = 0x00;

  /** SHA-256; a digest may be cut, as in the CID that stands for "no entries". */
  public static final long SHA2_256 = 0x12;

  /** BLAKE2b with 256 bits: hashes of other publishers' entries. */
  public static final long BLAKE2B_256 = 0xb220;

  static final int SHA2_256_BYTES = 32;

  /** Longest digest of any function that is in use, and cap of what an identity may carry. */
  static final int DIGEST_BYTES_MAX = 128;

  /** Checks and copies the bytes. */
  public Multihash {
    bytes = bytes.clone();
    Cursor cursor = new Cursor(bytes, Verdict.MALFORMED, "multihash");
    check(cursor);
    cursor.end();
  }

  /** Reads code, length and digest, and refuses what no function makes. */
  static void check(Cursor cursor) {
    long code = cursor.varint();
    long length = cursor.varint();
    if (length > DIGEST_BYTES_MAX) {
      throw cursor.refused("has a digest of more than " + DIGEST_BYTES_MAX + " bytes");
    }
    boolean is256Bits = code == SHA2_256 || code == BLAKE2B_256;
    if (is256Bits && (length == 0 || length > SHA2_256_BYTES)) {
      throw cursor.refused("has a digest of " + length + " bytes where its function makes 32");
    }
    cursor.take(length);
  }

  /** The SHA-256 of a body. */
  public static Multihash sha256(byte[] body) {
    return ofSha256(sha256Digest().digest(body));
  }

  /** Around a finished SHA-256. */
  public static Multihash ofSha256(byte[] digest) {
    if (digest.length != SHA2_256_BYTES) {
      throw IpniException.of(
          Verdict.MALFORMED, "digest", "must have 32 bytes", Multibase.shown(digest));
    }
    byte[] bytes = new byte[2 + SHA2_256_BYTES];
    bytes[0] = (byte) SHA2_256;
    bytes[1] = SHA2_256_BYTES;
    System.arraycopy(digest, 0, bytes, 2, SHA2_256_BYTES);
    return new Multihash(bytes);
  }

  /** A new SHA-256; each Java runtime has it. */
  public static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The code of its function. */
  public long code() {
    return new Cursor(bytes, Verdict.MALFORMED, "multihash").varint();
  }

  /** The hash alone. */
  public byte[] digest() {
    Cursor cursor = new Cursor(bytes, Verdict.MALFORMED, "multihash");
    cursor.varint();
    return cursor.take(cursor.varint());
  }

  /** Whether it is a whole SHA-256, the only hash that our own blocks have. */
  public boolean isSha256() {
    return bytes.length == 2 + SHA2_256_BYTES && bytes[0] == SHA2_256;
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public int compareTo(Multihash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Multihash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In hexadecimal. */
  @Override
  public String toString() {
    return Multibase.BASE16.encodeBare(bytes);
  }
}
