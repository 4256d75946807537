package io.heliograph.kit.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Addresses as limits know them: a client of IPv6 has a whole /64 network to choose from. */
public final class ClientAddress {
  private static final int NETWORK_BYTES = 8;

  private ClientAddress() {}

  /**
   * The name under which what an address holds is counted.
   *
   * @param literal an address of IPv4 or IPv6, perhaps with a scope
   */
  public static String group(String literal) {
    int scope = literal.indexOf('%');
    return group(InetAddress.ofLiteral(scope < 0 ? literal : literal.substring(0, scope)));
  }

  /** The name under which what an address holds is counted. */
  public static String group(InetAddress address) {
    return address instanceof Inet6Address six
        ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "/64"
        : address.getHostAddress();
  }
}
