package io.heliograph.ipni.key;

import io.heliograph.ipni.multiformat.PeerId;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** An Ed25519 private key with its public one; the only type that we sign with. Thread-safe. */
public final class SigningKey {
  private static final int SEED_BYTES = 32;

  private final PrivateKey key;
  private final PeerKey publicKey;

  private SigningKey(KeyPair pair) {
    this.key = pair.getPrivate();
    this.publicKey = PeerKey.ofEd25519(raw((EdECPublicKey) pair.getPublic()));
  }

  /** A new key from that source of randomness. */
  public static SigningKey generate(SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return ofSeed(seed);
  }

  /**
   * The key that RFC 8032 derives from 32 secret bytes; others: {@link IllegalArgumentException}.
   */
  public static SigningKey ofSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("an Ed25519 seed must have 32 bytes, not " + seed.length);
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      // The JDK derives a public key only while it makes a pair: the seed is its randomness.
      generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
      return new SigningKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a private key of the JDK; {@link InvalidKeyException} unless it is an Ed25519 one. */
  public static SigningKey of(PrivateKey key) throws InvalidKeyException {
    if (key instanceof EdECPrivateKey edwards
        && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      return ofSeed(edwards.getBytes().orElseThrow());
    }
    throw new InvalidKeyException("the key must be an Ed25519 one, not " + key.getAlgorithm());
  }

  private static byte[] raw(EdECPublicKey key) {
    byte[] spki = key.getEncoded();
    return Arrays.copyOfRange(spki, spki.length - Ed25519Point.BYTES, spki.length);
  }

  /** The 64 bytes of the signature. */
  public byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance(KeyType.ED25519.signatureAlgorithm());
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What others verify with. */
  public PeerKey publicKey() {
    return publicKey;
  }

  /** The id of whoever has this key. */
  public PeerId peerId() {
    return publicKey.peerId();
  }

  /** Never shows the private key. */
  @Override
  public String toString() {
    return "SigningKey[" + peerId() + "]";
  }

  /** Gives the seed once. */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] seed;

    Seed(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != SEED_BYTES) {
        throw new IllegalStateException("a generator of Ed25519 keys asks for 32 bytes");
      }
      System.arraycopy(seed, 0, bytes, 0, SEED_BYTES);
    }
  }
}
