package io.heliograph.event.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5 in lower-case hexadecimal: Azul's keys are made with it. */
final class Md5 {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Copying it is cheaper than asking the providers each time. */
  private static final MessageDigest FRESH = fresh();

  private Md5() {}

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("the JDK has no MD5", missing);
    }
  }

  static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  static String hex(byte[] bytes) {
    try {
      return digits(((MessageDigest) FRESH.clone()).digest(bytes));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("the JDK's MD5 cannot be copied", impossible);
    }
  }

  /** HexFormat's own costs as much as half of the digest. */
  private static String digits(byte[] digest) {
    byte[] text = new byte[2 * digest.length];
    for (int i = 0; i < digest.length; i++) {
      text[2 * i] = DIGITS[digest[i] >> 4 & 0xF];
      text[2 * i + 1] = DIGITS[digest[i] & 0xF];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
