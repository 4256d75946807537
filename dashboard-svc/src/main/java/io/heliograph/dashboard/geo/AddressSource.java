package io.heliograph.dashboard.geo;

import java.net.InetAddress;
import java.util.Optional;

/** Knows where addresses are. Thread-safe. */
interface AddressSource {

  /** What it knows of that address. */
  Optional<GeoRecord> find(InetAddress address);

  /** Reads its file again if that changed. */
  void refresh();
}
