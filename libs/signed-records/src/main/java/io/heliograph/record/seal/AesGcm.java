package io.heliograph.record.seal;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a tag of 16 bytes behind what is encrypted. */
final class AesGcm {
  static final int KEY_LENGTH = 32;
  static final int NONCE_LENGTH = 12;

  private static final int TAG_BITS = 128;

  private AesGcm() {}

  static byte[] encrypt(byte[] key, byte[] nonce, byte[] associated, byte[] plain)
      throws GeneralSecurityException {
    return run(Cipher.ENCRYPT_MODE, key, nonce, associated, plain);
  }

  static byte[] decrypt(byte[] key, byte[] nonce, byte[] associated, byte[] sealed)
      throws GeneralSecurityException {
    return run(Cipher.DECRYPT_MODE, key, nonce, associated, sealed);
  }

  private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] associated, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associated);
    return cipher.doFinal(input);
  }
}
