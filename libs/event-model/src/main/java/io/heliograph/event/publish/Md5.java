package io.heliograph.event.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5 in lower-case hexadecimal: the peer's keys are made with it. */
final class Md5 {
  private static final HexFormat HEX = HexFormat.of();

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
      return HEX.formatHex(((MessageDigest) FRESH.clone()).digest(bytes));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("the JDK's MD5 cannot be copied", impossible);
    }
  }
}
