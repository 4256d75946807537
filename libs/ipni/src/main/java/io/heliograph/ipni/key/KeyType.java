package io.heliograph.ipni.key;

import org.jspecify.annotations.Nullable;

/** Types of libp2p keys. */
public enum KeyType {
  /** SPKI with 2,048 to 8,192 bits; PKCS#1 v1.5 over SHA-256. */
  RSA(0, "RSA", "SHA256withRSA"),
  /** 32 raw bytes; RFC 8032. The only type that we sign with. */
  ED25519(1, "Ed25519", "Ed25519"),
  /** 33 bytes of a compressed point; the JDK does not know the curve, so it is not verified. */
  SECP256K1(2, "", ""),
  /** SPKI on P-256; DER signatures over SHA-256. */
  ECDSA(3, "EC", "SHA256withECDSA");

  private final int number;
  private final String keyAlgorithm;
  private final String signatureAlgorithm;

  KeyType(int number, String keyAlgorithm, String signatureAlgorithm) {
    this.number = number;
    this.keyAlgorithm = keyAlgorithm;
    this.signatureAlgorithm = signatureAlgorithm;
  }

  /** The number in the protobuf. */
  int number() {
    return number;
  }

  /** The type of that number; null when there is none. */
  static @Nullable KeyType of(long number) {
    for (KeyType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    return null;
  }

  /** The JDK's name for keys of this type. */
  String keyAlgorithm() {
    return keyAlgorithm;
  }

  /** The JDK's name for its signatures. */
  String signatureAlgorithm() {
    return signatureAlgorithm;
  }
}
