package io.heliograph.ipni.key;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which 32 bytes may be an Ed25519 key: not those that spell a coordinate a second time, and not
 * the points of small order, under which one signature fits many messages.
 */
final class Ed25519Point {
  static final int BYTES = 32;

  /** 2^255-19, the lowest byte first. */
  private static final byte[] FIELD_PRIME = little("ed", "7f");

  /** The second coordinates of the eight points whose order divides 8. */
  private static final List<byte[]> SMALL_ORDER =
      List.of(
          new byte[BYTES],
          one(),
          little("ec", "7f"),
          hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
          hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));

  private Ed25519Point() {}

  /** Null when the bytes may be a key; else the rule that they break. */
  static @Nullable String fault(byte[] key) {
    byte[] coordinate = key.clone();
    coordinate[BYTES - 1] &= 0x7f;
    for (int i = BYTES - 1; i >= 0; i--) {
      int difference = (coordinate[i] & 0xff) - (FIELD_PRIME[i] & 0xff);
      if (difference < 0) {
        break;
      }
      if (difference > 0 || i == 0) {
        return "must have its coordinate below 2^255-19";
      }
    }
    return SMALL_ORDER.stream().anyMatch(point -> Arrays.equals(point, coordinate))
        ? "must not be a point of small order"
        : null;
  }

  private static byte[] little(String lowest, String highest) {
    return hex(lowest + "ff".repeat(BYTES - 2) + highest);
  }

  private static byte[] one() {
    byte[] one = new byte[BYTES];
    one[0] = 1;
    return one;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
