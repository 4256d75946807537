package io.heliograph.record.key;

import io.heliograph.record.Bytes;
import io.heliograph.record.SignedRecord;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * An Ed25519 key pair.
 *
 * @param publicKey the 32 bytes that stand in records
 * @param privateKey what signs
 */
public record OwnerKeyPair(Bytes publicKey, PrivateKey privateKey) {
  /** A new one. */
  public static OwnerKeyPair generate() {
    try {
      return of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no Ed25519", e);
    }
  }

  /**
   * The pair that a private key belongs to. PKCS#8 as the JDK writes it holds no public key, and
   * the JDK computes one only while it makes a pair: so the pair is made once more from its seed.
   *
   * @throws IllegalArgumentException when it is no Ed25519 key that shows its seed
   */
  public static OwnerKeyPair of(PrivateKey privateKey) {
    if (!(privateKey instanceof EdECPrivateKey key)
        || !key.getParams().getName().equals(NamedParameterSpec.ED25519.getName())
        || key.getBytes().isEmpty()) {
      throw new IllegalArgumentException("key: no Ed25519 private key");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Seed(key.getBytes().get()));
      KeyPair pair = generator.generateKeyPair();
      if (!Arrays.equals(pair.getPrivate().getEncoded(), privateKey.getEncoded())) {
        throw new IllegalStateException("this JDK makes Ed25519 keys otherwise than from a seed");
      }
      return of(pair);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no Ed25519", e);
    }
  }

  private static OwnerKeyPair of(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return new OwnerKeyPair(
        Bytes.of(encoded, encoded.length - SignedRecord.KEY_LENGTH, encoded.length),
        pair.getPrivate());
  }

  /** Shows the public key only. */
  @Override
  public String toString() {
    return publicKey.hex();
  }

  /** The seed in the place of random bytes. */
  private static final class Seed extends SecureRandom {
    private final transient byte[] bytes;

    Seed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
