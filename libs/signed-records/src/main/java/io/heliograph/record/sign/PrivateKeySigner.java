package io.heliograph.record.sign;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;

/** Signs with an Ed25519 key that is in memory. */
public final class PrivateKeySigner implements Signer {
  private final PrivateKey key;

  /**
   * For that key.
   *
   * @throws IllegalArgumentException when it is no Ed25519 key
   */
  public PrivateKeySigner(PrivateKey key) {
    this.key = key;
    signature();
  }

  @Override
  public byte[] sign(byte[] bytes) {
    try {
      Signature signature = signature();
      signature.update(bytes);
      return signature.sign();
    } catch (SignatureException e) {
      throw new IllegalStateException("the JDK does not sign with its own key", e);
    }
  }

  private Signature signature() {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      return signature;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no Ed25519", e);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("key: no Ed25519 private key", e);
    }
  }
}
