package io.heliograph.dashboard.geo;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that is an address and nothing else: no name is ever looked up, and no short form such as
 * {@code 1.2} or a number with leading zeros is one.
 */
final class AddressLiteral {
  private static final int LENGTH_MAX = 45;
  private static final int OCTET_MAX = 255;
  private static final Pattern IPV4 =
      Pattern.compile(
          "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private AddressLiteral() {}

  static Optional<InetAddress> parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    Matcher v4 = IPV4.matcher(text);
    try {
      if (v4.matches()) {
        return octets(v4);
      }
      return IPV6.matcher(text).matches()
          ? Optional.of(Inet6Address.ofLiteral(text))
          : Optional.empty();
    } catch (IllegalArgumentException | UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> octets(Matcher v4) throws UnknownHostException {
    byte[] address = new byte[v4.groupCount()];
    for (int at = 0; at < address.length; at++) {
      int octet = Integer.parseInt(v4.group(at + 1));
      if (octet > OCTET_MAX) {
        return Optional.empty();
      }
      address[at] = (byte) octet;
    }
    return Optional.of(InetAddress.getByAddress(address));
  }
}
