package io.heliograph.dispatcher.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The four hashes of a file, computed in one pass while its bytes go by. Not thread-safe. */
final class Hashes {
  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");
  private final MessageDigest sha512 = digest("SHA-512");
  private long size;

  /** What a file is, by its bytes. */
  record Result(long size, String md5, String sha1, String sha256, String sha512) {}

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("the JDK has no " + algorithm, missing);
    }
  }

  void update(byte[] bytes) {
    md5.update(bytes);
    sha1.update(bytes);
    sha256.update(bytes);
    sha512.update(bytes);
    size += bytes.length;
  }

  Result finish() {
    HexFormat hex = HexFormat.of();
    return new Result(
        size,
        hex.formatHex(md5.digest()),
        hex.formatHex(sha1.digest()),
        hex.formatHex(sha256.digest()),
        hex.formatHex(sha512.digest()));
  }
}
