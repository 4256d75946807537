package io.heliograph.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses on 127.0.0.1, without a name resolution in between. */
final class Loopback {

  private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");

  private Loopback() {}

  static InetSocketAddress at(int port) {
    return new InetSocketAddress(ADDRESS, port);
  }
}
