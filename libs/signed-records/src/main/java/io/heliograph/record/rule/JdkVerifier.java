package io.heliograph.record.rule;

import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** The JDK's own Ed25519. */
public final class JdkVerifier implements Verifier {
  /** What stands before the 32 bytes of a key in its X.509 encoding. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(publicKey(publicKey));
      check.update(message);
      return check.verify(signature);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no Ed25519", e);
    } catch (InvalidKeySpecException | InvalidKeyException | SignatureException e) {
      // No signature of that key: what is wrong with either is not told apart.
      return false;
    }
  }

  private static PublicKey publicKey(byte[] raw)
      throws NoSuchAlgorithmException, InvalidKeySpecException {
    byte[] encoded = new byte[X509_PREFIX.length + raw.length];
    System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
    System.arraycopy(raw, 0, encoded, X509_PREFIX.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
