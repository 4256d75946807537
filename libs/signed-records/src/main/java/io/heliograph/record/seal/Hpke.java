package io.heliograph.record.seal;

import io.heliograph.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KEM;
import javax.crypto.SecretKey;

/**
 * HPKE (RFC 9180), base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 * The JDK brings the parts; the key schedule of section 5.1 is put together here.
 */
final class Hpke {
  static final int ENCAPSULATED_LENGTH = 32;

  private static final byte[] VERSION = ascii("HPKE-v1");
  private static final byte[] SUITE =
      Bytes.join(List.of(Bytes.of(ascii("HPKE")), Bytes.of(new byte[] {0, 0x20, 0, 1, 0, 2})))
          .toArray();
  private static final byte[] NONE = {};
  private static final byte[] BASE = {0};

  private Hpke() {}

  /** The encapsulated key, then the encrypted bytes. */
  static byte[] seal(PublicKey recipient, byte[] info, byte[] associated, byte[] plain)
      throws GeneralSecurityException {
    KEM.Encapsulated encapsulated;
    try {
      encapsulated = KEM.getInstance("DHKEM").newEncapsulator(recipient).encapsulate();
    } catch (ProviderException e) {
      throw notAgreed(e);
    }
    Schedule schedule = Schedule.of(encapsulated.key(), info);
    byte[] sealed = AesGcm.encrypt(schedule.key, schedule.nonce, associated, plain);
    return joined(encapsulated.encapsulation(), sealed);
  }

  /** What {@link #seal} was given. */
  static byte[] open(
      PrivateKey recipient, byte[] info, byte[] associated, byte[] encapsulated, byte[] sealed)
      throws GeneralSecurityException {
    SecretKey shared;
    try {
      shared = KEM.getInstance("DHKEM").newDecapsulator(recipient).decapsulate(encapsulated);
    } catch (ProviderException e) {
      throw notAgreed(e);
    }
    Schedule schedule = Schedule.of(shared, info);
    return AesGcm.decrypt(schedule.key, schedule.nonce, associated, sealed);
  }

  /** How the JDK says that a point is of small order: with it no secret comes about. */
  private static GeneralSecurityException notAgreed(ProviderException e) {
    return new GeneralSecurityException("no shared secret with this key", e);
  }

  /** Key and nonce of the only message. */
  private record Schedule(byte[] key, byte[] nonce) {
    static Schedule of(SecretKey shared, byte[] info) throws GeneralSecurityException {
      byte[] context =
          joined(BASE, extract(NONE, "psk_id_hash", NONE), extract(NONE, "info_hash", info));
      byte[] secret = extract(shared.getEncoded(), "secret", NONE);
      return new Schedule(
          expand(secret, "key", context, AesGcm.KEY_LENGTH),
          expand(secret, "base_nonce", context, AesGcm.NONCE_LENGTH));
    }
  }

  private static byte[] extract(byte[] salt, String label, byte[] secret)
      throws GeneralSecurityException {
    return Hkdf.extract(salt, joined(VERSION, SUITE, ascii(label), secret));
  }

  private static byte[] expand(byte[] extracted, String label, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] lengthBytes = {(byte) (length >> 8), (byte) length};
    return Hkdf.expand(extracted, joined(lengthBytes, VERSION, SUITE, ascii(label), info), length);
  }

  private static byte[] joined(byte[]... parts) {
    return Bytes.join(Arrays.stream(parts).map(Bytes::of).toList()).toArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
