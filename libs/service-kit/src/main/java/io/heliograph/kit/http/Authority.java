package io.heliograph.kit.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addressed host: the value of {@code Host}, of {@code :authority}, or a part of an origin.
 *
 * @param host a name in lower case without the dot at its end, or an address without brackets
 * @param port 0 when none is named
 * @param loopback whether it is {@code localhost}, an address of 127/8 or {@code ::1}
 */
record Authority(String host, int port, boolean loopback) {
  private static final int PORT_MAX = 65_535;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+\\.?");

  /** The dotted form that browsers send: four decimal numbers without leading zeros. */
  private static final Pattern DOTTED =
      Pattern.compile("127(?:\\.(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])){3}");

  private static final Pattern ADDRESS6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** Reads {@code host[:port]}; empty for anything else. */
  static Optional<Authority> parse(String text) {
    boolean bracketed = text.startsWith("[");
    int close = bracketed ? text.indexOf(']') : -1;
    int colon = text.indexOf(':', Math.max(0, close));
    String host = colon < 0 ? text : text.substring(0, colon);
    int port = colon < 0 ? 0 : port(text.substring(colon + 1));
    if (port < 0) {
      return Optional.empty();
    }
    return bracketed ? address(host, port) : name(host, port);
  }

  private static Optional<Authority> name(String host, int port) {
    if (!NAME.matcher(host).matches()) {
      return Optional.empty();
    }
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    boolean loopback = name.equals("localhost") || DOTTED.matcher(name).matches();
    return Optional.of(new Authority(name, port, loopback));
  }

  private static Optional<Authority> address(String bracketed, int port) {
    String literal = bracketed.endsWith("]") ? bracketed.substring(1, bracketed.length() - 1) : "";
    if (!ADDRESS6.matcher(literal).matches() || literal.indexOf(':') < 0) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(literal);
      // What is written as a mapped address is the address of the fourth version.
      String host =
          address instanceof Inet4Address
              ? address.getHostAddress()
              : address.getHostAddress().toLowerCase(Locale.ROOT);
      return Optional.of(new Authority(host, port, address.isLoopbackAddress()));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static int port(String digits) {
    if (digits.isEmpty()) {
      return 0;
    }
    if (digits.length() > 5 || !digits.chars().allMatch(one -> one >= '0' && one <= '9')) {
      return -1;
    }
    int port = Integer.parseInt(digits);
    return port <= PORT_MAX ? port : -1;
  }
}
