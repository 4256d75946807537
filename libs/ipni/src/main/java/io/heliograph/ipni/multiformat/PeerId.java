package io.heliograph.ipni.multiformat;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import java.util.Arrays;
import java.util.Optional;

/**
 * Who signs: the multihash of a libp2p public key (contract federation.md, section 1.4). Keys of at
 * most 42 bytes (Ed25519, secp256k1) stand in it themselves, larger ones as their SHA-256. Equal
 * when the multihash is, whatever text it came from; ordered by its bytes, unsigned. Immutable:
 * bytes are copied in and out. 72 bytes of heap for the usual one.
 */
public record PeerId(byte[] multihash) implements Comparable<PeerId> {
  /** Longest key that stands in the id itself, in bytes. */
  private static final int EMBEDDED_BYTES_MAX = 42;

  private static final String FIELD = "peer id";
  private static final byte[] ED25519 = {0x00, 0x24, 0x08, 0x01, 0x12, 0x20};
  private static final byte[] SECP256K1 = {0x00, 0x25, 0x08, 0x02, 0x12, 0x21};

  /** Checks and copies the multihash; a {@link Verdict#MALFORMED} refusal when it is none. */
  public PeerId {
    multihash = multihash.clone();
    boolean hashed = multihash.length == 34 && multihash[0] == 0x12 && multihash[1] == 0x20;
    boolean embedded =
        (multihash.length == 38 && begins(multihash, ED25519))
            || (multihash.length == 39 && begins(multihash, SECP256K1));
    if (!hashed && !embedded) {
      throw IpniException.of(
          Verdict.MALFORMED,
          FIELD,
          "must be a whole SHA-256 or an embedded Ed25519 or secp256k1 key",
          Multibase.shown(multihash));
    }
  }

  private static boolean begins(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Reads the base58 text ({@code 12D3KooW..}, {@code 16Uiu2..}, {@code Qm..}) or a CID's. */
  public static PeerId parse(String text) {
    if (text.startsWith("1") || text.startsWith("Qm")) {
      return new PeerId(Multibase.BASE58_BTC.decodeBare(text, FIELD));
    }
    byte[] bytes = Multibase.decode(text, FIELD);
    // Version 1, then the codec of peer ids: both are varints of one byte.
    if (bytes.length < 2 || bytes[0] != 1 || bytes[1] != (byte) Codec.LIBP2P_KEY.code()) {
      throw IpniException.of(
          Verdict.MALFORMED, FIELD, "must be a CID of version 1 with codec libp2p-key", text);
    }
    return new PeerId(Arrays.copyOfRange(bytes, 2, bytes.length));
  }

  /** Of a public key in its libp2p protobuf form. */
  public static PeerId ofKey(byte[] protobuf) {
    if (protobuf.length > EMBEDDED_BYTES_MAX) {
      return new PeerId(Multihash.sha256(protobuf).bytes());
    }
    byte[] multihash = new byte[2 + protobuf.length];
    multihash[1] = (byte) protobuf.length;
    System.arraycopy(protobuf, 0, multihash, 2, protobuf.length);
    return new PeerId(multihash);
  }

  /** The key's protobuf, when it stands in the id; empty for a {@code Qm..} id. */
  public Optional<byte[]> embeddedKey() {
    return multihash[0] == Multihash.IDENTITY
        ? Optional.of(Arrays.copyOfRange(multihash, 2, multihash.length))
        : Optional.empty();
  }

  @Override
  public byte[] multihash() {
    return multihash.clone();
  }

  @Override
  public int compareTo(PeerId other) {
    return Arrays.compareUnsigned(multihash, other.multihash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PeerId that && Arrays.equals(multihash, that.multihash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(multihash);
  }

  /** The canonical text: base58 of the multihash, which is also how map keys are written. */
  @Override
  public String toString() {
    return Multibase.BASE58_BTC.encodeBare(multihash);
  }
}
