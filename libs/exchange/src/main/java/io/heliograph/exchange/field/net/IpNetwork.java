package io.heliograph.exchange.field.net;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An address and the length of its network part. Read from {@code address}, {@code address/length}
 * and, for IPv4, {@code address/netmask} or {@code address/hostmask}.
 *
 * @param address with its host bits as they were written
 * @param prefix bits of the network part
 */
public record IpNetwork(IpAddress address, int prefix) {
  /** The network of a text. A zone id is dropped: it means something on one machine only. */
  public static Optional<IpNetwork> parse(String text) {
    int slash = text.indexOf('/');
    String before = slash < 0 ? text : text.substring(0, slash);
    int zone = before.indexOf('%');
    boolean zoned = zone >= 0 && before.substring(0, zone).indexOf(':') >= 0;
    if (zoned && (zone + 1 == before.length() || before.indexOf('%', zone + 1) >= 0)) {
      return Optional.empty();
    }
    Optional<IpAddress> address = IpAddress.parse(zoned ? before.substring(0, zone) : before);
    if (address.isEmpty() || slash < 0) {
      return address.map(one -> new IpNetwork(one, one.bits()));
    }
    int prefix = prefix(text.substring(slash + 1), address.get());
    return prefix < 0 ? Optional.empty() : Optional.of(new IpNetwork(address.get(), prefix));
  }

  private static int prefix(String text, IpAddress address) {
    if (IpAddress.isDigits(text)) {
      // Python takes leading zeros here, of any number.
      String bare = text.replaceFirst("^0+(?=.)", "");
      int length = bare.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(bare);
      return length > address.bits() ? -1 : length;
    }
    if (address.isV6()) {
      return -1;
    }
    return IpAddress.parseV4(text).map(mask -> maskLength(mask.value().longValue())).orElse(-1);
  }

  /** The length that a netmask stands for, else that of a hostmask, else -1. */
  private static int maskLength(long mask) {
    int ones = (int) mask;
    int length = Integer.numberOfLeadingZeros(~ones);
    if (ones == mask(length)) {
      return length;
    }
    int zeros = Integer.numberOfLeadingZeros(ones);
    return ~ones == mask(zeros) ? zeros : -1;
  }

  private static int mask(int length) {
    return length == 0 ? 0 : -1 << (IpAddress.V4_BITS - length);
  }

  /** The same network with all host bits zero. */
  public IpNetwork masked() {
    int hostBits = address.bits() - prefix;
    BigInteger network = address.value().shiftRight(hostBits).shiftLeft(hostBits);
    return new IpNetwork(new IpAddress(address.bits(), network), prefix);
  }

  /** {@code address/length}. */
  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
