package io.heliograph.dispatcher.peer;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How replicas trust each other. */
@ConfigMapping(prefix = "hub.replicas")
public interface PeerSettings {
  /**
   * What replicas know each other by; the same in all of them, and long. Without it this replica
   * serves only what it owns, which is right when it is the only one.
   */
  Optional<String> secret();
}
