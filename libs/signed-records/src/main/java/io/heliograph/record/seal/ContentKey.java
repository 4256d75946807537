package io.heliograph.record.seal;

import io.heliograph.record.Bytes;
import io.heliograph.record.Sha512;
import io.heliograph.record.large.ChunkCodec;
import io.heliograph.record.large.DataMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The key of a large value. Keep it for the value's next version: then a chunk that did not change
 * is stored as the same bytes, and only what changed moves. Key and nonce of a chunk follow from
 * this key and SHA-512 of the chunk, by way of a derivation that the data map shows; it tells
 * nothing about the chunk to those without the key. Immutable, for any thread.
 */
public final class ContentKey implements ChunkCodec {
  private static final int LENGTH = 32;
  private static final byte[] NONE = {};
  private static final byte[] DERIVATION = ascii("SAFE-SD-DERIVATION-V1");
  private static final byte[] CHUNK = ascii("SAFE-SD-CHUNK-V1");
  private static final byte[] WRAP = ascii("SAFE-SD-CONTENT-KEY-V1");

  /** What stands before the 32 bytes of a key in its X.509 encoding. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");

  private final byte[] key;

  private ContentKey(byte[] key) {
    this.key = key;
  }

  /** A new one. */
  public static ContentKey generate(SecureRandom random) {
    byte[] key = new byte[LENGTH];
    random.nextBytes(key);
    return new ContentKey(key);
  }

  /**
   * The one that a data map holds for this recipient.
   *
   * @param publicKey the recipient's X25519 public key, 32 bytes
   * @throws IOException when it holds none for it, or one that this key does not open
   */
  public static ContentKey open(DataMap map, Bytes publicKey, PrivateKey privateKey)
      throws IOException {
    for (DataMap.WrappedKey wrapped : map.recipients()) {
      if (wrapped.recipient().equals(publicKey)) {
        return open(wrapped, privateKey);
      }
    }
    throw new IOException("recipients: none has this key");
  }

  private static ContentKey open(DataMap.WrappedKey wrapped, PrivateKey privateKey)
      throws IOException {
    try {
      return new ContentKey(
          Hpke.open(
              privateKey,
              WRAP,
              NONE,
              wrapped.encapsulated().toArray(),
              wrapped.wrapped().toArray()));
    } catch (GeneralSecurityException e) {
      throw new IOException("recipients: the content key does not open with this key", e);
    }
  }

  /**
   * Wraps it for a recipient.
   *
   * @param publicKey the recipient's X25519 public key, 32 bytes
   * @throws IllegalArgumentException when it is none
   */
  public DataMap.WrappedKey wrapFor(Bytes publicKey) {
    if (publicKey.length() != LENGTH) {
      throw new IllegalArgumentException("recipient: 32 bytes wanted: " + publicKey);
    }
    try {
      byte[] sealed = Hpke.seal(x25519(publicKey), WRAP, NONE, key);
      return new DataMap.WrappedKey(
          publicKey,
          Bytes.of(sealed, 0, Hpke.ENCAPSULATED_LENGTH),
          Bytes.of(sealed, Hpke.ENCAPSULATED_LENGTH, sealed.length));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("recipient: no X25519 key: " + publicKey, e);
    }
  }

  private static PublicKey x25519(Bytes raw) throws GeneralSecurityException {
    byte[] encoded = Bytes.join(List.of(Bytes.of(X509_PREFIX), raw)).toArray();
    return KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  @Override
  public Encoded encode(byte[] chunk) {
    try {
      Bytes derivation = derivationOf(chunk);
      byte[] keys = keys(derivation);
      return new Encoded(AesGcm.encrypt(key(keys), nonce(keys), NONE, chunk), derivation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no AES-256-GCM or HKDF", e);
    }
  }

  @Override
  public byte[] decode(byte[] value, DataMap.Chunk chunk) throws IOException {
    Bytes derivation = chunk.derivation();
    if (derivation == null) {
      throw new IOException("chunk " + chunk.name() + ": not encrypted");
    }
    try {
      byte[] keys = keys(derivation);
      byte[] plain = AesGcm.decrypt(key(keys), nonce(keys), NONE, value);
      if (MessageDigest.isEqual(derivationOf(plain).toArray(), derivation.toArray())) {
        return plain;
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("chunk " + chunk.name() + ": does not open with this key", e);
    }
    throw new IOException("chunk " + chunk.name() + ": other contents than its derivation says");
  }

  private Bytes derivationOf(byte[] chunk) throws GeneralSecurityException {
    return Bytes.of(
        Hkdf.derive(Sha512.of(chunk).toArray(), key, DERIVATION, DataMap.Chunk.DERIVATION_LENGTH));
  }

  private byte[] keys(Bytes derivation) throws GeneralSecurityException {
    return Hkdf.derive(derivation.toArray(), key, CHUNK, AesGcm.KEY_LENGTH + AesGcm.NONCE_LENGTH);
  }

  private static byte[] key(byte[] keys) {
    return Arrays.copyOf(keys, AesGcm.KEY_LENGTH);
  }

  private static byte[] nonce(byte[] keys) {
    return Arrays.copyOfRange(keys, AesGcm.KEY_LENGTH, keys.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
