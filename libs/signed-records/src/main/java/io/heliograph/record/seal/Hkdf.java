package io.heliograph.record.seal;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869). */
final class Hkdf {
  private Hkdf() {}

  static byte[] extract(byte[] salt, byte[] secret) throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(secret).extractOnly());
  }

  static byte[] expand(byte[] extracted, byte[] info, int length) throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.expandOnly(new SecretKeySpec(extracted, "Generic"), info, length));
  }

  static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    return expand(extract(salt, secret), info, length);
  }
}
