package io.heliograph.dashboard.live;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Addresses as limits know them: a client of IPv6 has a whole /64 network to choose from. */
final class ClientAddress {
  private static final int NETWORK_BYTES = 8;

  private ClientAddress() {}

  /**
   * The name under which the streams of an address are counted.
   *
   * @param literal an address of IPv4 or IPv6, perhaps with a scope
   */
  static String group(String literal) {
    int scope = literal.indexOf('%');
    InetAddress address = InetAddress.ofLiteral(scope < 0 ? literal : literal.substring(0, scope));
    return address instanceof Inet6Address six
        ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "/64"
        : address.getHostAddress();
  }
}
