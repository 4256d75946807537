package io.heliograph.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-512, of which every name of a record is made. */
public final class Sha512 {
  /** The length of a digest, in bytes. */
  public static final int LENGTH = 64;

  private Sha512() {}

  /** The digest of these parts, one after the other. */
  public static Bytes of(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return Bytes.of(digest.digest());
  }

  /** A digest to be fed piece by piece. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-512", e);
    }
  }
}
