package io.heliograph.kit.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a service listens. */
final class Bound {
  private Bound() {}

  /** Whether that configured host is this machine alone; what does not resolve is not. */
  static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return !host.isBlank();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
