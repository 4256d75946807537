package io.heliograph.exchange.field.net;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An address by Python's rules: four octets without leading zeros, or up to eight groups of four
 * hex digits. Its text is the shortest; addresses that map IPv4 into IPv6 end in octets.
 *
 * @param bits 32 or 128
 * @param value its bits as a number
 */
public record IpAddress(int bits, BigInteger value) {
  static final int V4_BITS = 32;
  static final int V6_BITS = 128;
  private static final int OCTETS = 4;
  private static final int OCTET_MAX = 255;
  private static final int OCTET_DIGITS_MAX = 3;
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

  /** What {@code source.ip} may hold: an address, or one with its whole length or a zone id. */
  public static Optional<IpAddress> ofField(String text) {
    if (isDigits(text)) {
      return ofNumber(text);
    }
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    return IpNetwork.parse(bare)
        .filter(network -> network.prefix() == network.address().bits())
        .map(IpNetwork::address)
        .filter(address -> !address.isNothing());
  }

  /** An address in its usual text; no number, no zone id. */
  public static Optional<IpAddress> parse(String text) {
    return text.indexOf(':') >= 0 ? Ipv6Text.parse(text) : parseV4(text);
  }

  private static Optional<IpAddress> ofNumber(String digits) {
    boolean plain = digits.length() == 1 || digits.charAt(0) != '0';
    if (!plain || digits.length() > "4294967295".length()) {
      return Optional.empty();
    }
    return Optional.of(new IpAddress(V4_BITS, new BigInteger(digits)))
        .filter(address -> address.value.bitLength() <= V4_BITS && !address.isNothing());
  }

  static Optional<IpAddress> parseV4(String text) {
    long value = 0;
    int start = 0;
    for (int octet = 0; octet < OCTETS; octet++) {
      int dot = text.indexOf('.', start);
      int end = dot < 0 ? text.length() : dot;
      if ((dot < 0) != (octet == OCTETS - 1)) {
        return Optional.empty();
      }
      int number = octet(text.substring(start, end));
      if (number < 0) {
        return Optional.empty();
      }
      value = value << 8 | number;
      start = end + 1;
    }
    return Optional.of(new IpAddress(V4_BITS, BigInteger.valueOf(value)));
  }

  private static int octet(String digits) {
    boolean padded = digits.length() > 1 && digits.startsWith("0");
    if (digits.length() > OCTET_DIGITS_MAX || padded || !isDigits(digits)) {
      return -1;
    }
    int number = Integer.parseInt(digits);
    return number > OCTET_MAX ? -1 : number;
  }

  static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  /** 0.0.0.0, which IntelMQ never takes for the address of anything; {@code ::} it takes. */
  boolean isNothing() {
    return bits == V4_BITS && value.signum() == 0;
  }

  /** Whether this is an IPv6 address. */
  public boolean isV6() {
    return bits == V6_BITS;
  }

  @Override
  public String toString() {
    if (!isV6()) {
      return octets(value.longValue());
    }
    if (value.shiftRight(V4_BITS).equals(MAPPED)) {
      return "::ffff:" + octets(value.longValue());
    }
    return Ipv6Text.of(value);
  }

  private static String octets(long value) {
    return (value >> 24 & OCTET_MAX)
        + "."
        + (value >> 16 & OCTET_MAX)
        + "."
        + (value >> 8 & OCTET_MAX)
        + "."
        + (value & OCTET_MAX);
  }
}
