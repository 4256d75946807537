package io.heliograph.kit.http;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What holds for the service port of every service. */
@ConfigMapping(prefix = "hub.http")
public interface WebSettings {
  /**
   * Hosts that the service answers to beside {@code localhost}, 127/8 and {@code [::1]}: {@code
   * host} or {@code host:port}, as clients write them; pages from there count as its own. Without
   * it a service bound to loopback answers to this machine's own names only, and one bound
   * elsewhere to every name.
   */
  Optional<List<String>> hosts();
}
