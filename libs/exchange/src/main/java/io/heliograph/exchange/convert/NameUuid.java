package io.heliograph.exchange.convert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs of version 5 in the URL namespace: the same name gives the same id everywhere. */
final class NameUuid {
  private static final UUID URL_NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
  private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
  private static final long VERSION = 0x5000;
  private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private NameUuid() {}

  static String of(String name) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java has SHA-1", every);
    }
    digest.update(
        ByteBuffer.allocate(16)
            .putLong(URL_NAMESPACE.getMostSignificantBits())
            .putLong(URL_NAMESPACE.getLeastSignificantBits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    long most = (hash.getLong() & VERSION_MASK) | VERSION;
    long least = (hash.getLong() & VARIANT_MASK) | VARIANT;
    return new UUID(most, least).toString();
  }
}
