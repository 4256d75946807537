package io.heliograph.ipni.key;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cursor;
import io.heliograph.ipni.multiformat.Multibase;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.ipni.multiformat.Varint;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A libp2p public key: its protobuf (type, then data, varints as short as can be), checked to be
 * one that a sound signer can have. Equal when the protobufs are. Safe for several threads.
 */
public final class PeerKey {
  private static final byte[] ED25519_SPKI = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int RSA_BITS_MIN = 2048;
  private static final int RSA_BITS_MAX = 8192;
  private static final int COMPRESSED_POINT_BYTES = 33;

  /** Longest key, that of 8,192 bits with room to spare, in bytes. */
  private static final int KEY_BYTES_MAX = 2048;

  private final byte[] protobuf;
  private final KeyType type;
  private final PeerId peerId;

  /** Null for the type that the JDK cannot verify. */
  private final @Nullable PublicKey key;

  private PeerKey(byte[] protobuf, KeyType type, @Nullable PublicKey key) {
    this.protobuf = protobuf;
    this.type = type;
    this.key = key;
    this.peerId = PeerId.ofKey(protobuf);
  }

  /** Reads a protobuf; {@link Verdict#BAD_PUBKEY} when it holds no key that may sign. */
  public static PeerKey parse(byte[] protobuf) {
    byte[] copy = protobuf.clone();
    if (copy.length > KEY_BYTES_MAX) {
      throw bad("must have at most " + KEY_BYTES_MAX + " bytes", copy);
    }
    Cursor cursor = new Cursor(copy, Verdict.BAD_PUBKEY, "public key");
    Protobuf.tag(cursor, 1, Protobuf.VARINT);
    KeyType type = KeyType.of(cursor.varint());
    if (type == null) {
      throw bad("must be of type RSA, Ed25519, secp256k1 or ECDSA", copy);
    }
    Protobuf.tag(cursor, 2, Protobuf.BYTES);
    byte[] data = cursor.take(cursor.varint());
    cursor.end();
    return new PeerKey(copy, type, key(type, data));
  }

  /** The Ed25519 key of these 32 bytes. */
  static PeerKey ofEd25519(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(36);
    Varint.write(1 << 3 | Protobuf.VARINT, out);
    Varint.write(KeyType.ED25519.number(), out);
    Protobuf.write(2, raw, out);
    return parse(out.toByteArray());
  }

  private static @Nullable PublicKey key(KeyType type, byte[] data) {
    return switch (type) {
      case ED25519 -> ed25519(data);
      case RSA -> rsa(data);
      case ECDSA -> ecdsa(data);
      case SECP256K1 -> {
        if (data.length != COMPRESSED_POINT_BYTES || (data[0] != 2 && data[0] != 3)) {
          throw bad("of type secp256k1 must be a compressed point of 33 bytes", data);
        }
        yield null;
      }
    };
  }

  private static PublicKey ed25519(byte[] data) {
    if (data.length != Ed25519Point.BYTES) {
      throw bad("of type Ed25519 must have 32 bytes", data);
    }
    String fault = Ed25519Point.fault(data);
    if (fault != null) {
      throw bad(fault, data);
    }
    byte[] spki = Arrays.copyOf(ED25519_SPKI, ED25519_SPKI.length + data.length);
    System.arraycopy(data, 0, spki, ED25519_SPKI.length, data.length);
    return decoded(KeyType.ED25519, spki);
  }

  private static PublicKey rsa(byte[] spki) {
    RSAPublicKey key = (RSAPublicKey) decoded(KeyType.RSA, spki);
    int bits = key.getModulus().bitLength();
    if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) {
      throw bad("of type RSA must have 2,048 to 8,192 bits", spki);
    }
    BigInteger exponent = key.getPublicExponent();
    if (exponent.bitLength() > 31 || exponent.bitLength() < 2 || !exponent.testBit(0)) {
      throw bad("of type RSA must have an odd exponent from 3 to 2^31-1", spki);
    }
    return key;
  }

  private static PublicKey ecdsa(byte[] spki) {
    ECPublicKey key = (ECPublicKey) decoded(KeyType.ECDSA, spki);
    if (!P256.isOn(key)) {
      throw bad("of type ECDSA must be a point on P-256", spki);
    }
    return key;
  }

  /** From its DER form, which must be the one that the key itself gives; ready to verify. */
  private static PublicKey decoded(KeyType type, byte[] spki) {
    try {
      PublicKey key =
          KeyFactory.getInstance(type.keyAlgorithm()).generatePublic(new X509EncodedKeySpec(spki));
      if (!Arrays.equals(key.getEncoded(), spki)) {
        throw bad("must be in DER", spki);
      }
      Signature.getInstance(type.signatureAlgorithm()).initVerify(key);
      return key;
    } catch (GeneralSecurityException e) {
      throw bad("must be a key of its type", spki);
    }
  }

  private static IpniException bad(String rule, byte[] shown) {
    return IpniException.of(Verdict.BAD_PUBKEY, "public key", rule, Multibase.shown(shown));
  }

  /**
   * Whether the signature fits. {@link Verdict#UNSUPPORTED_KEY_TYPE} for secp256k1, which the JDK
   * does not know.
   */
  public boolean verifies(byte[] message, byte[] signature) {
    if (key == null) {
      throw IpniException.of(
          Verdict.UNSUPPORTED_KEY_TYPE,
          "public key",
          "of type secp256k1 cannot be verified: " + peerId);
    }
    try {
      Signature verifier = Signature.getInstance(type.signatureAlgorithm());
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The id of whoever has the private key. */
  public PeerId peerId() {
    return peerId;
  }

  /** The type. */
  public KeyType type() {
    return type;
  }

  /** The protobuf; copied. */
  public byte[] protobuf() {
    return protobuf.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PeerKey that && Arrays.equals(protobuf, that.protobuf);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(protobuf);
  }

  /** The peer id. */
  @Override
  public String toString() {
    return peerId.toString();
  }
}
