package io.heliograph.dispatcher.cluster;

import io.heliograph.kit.config.Secret;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How replicas authenticate to each other. */
@ConfigMapping(prefix = "hub.replicas")
public interface PeerSettings {
  /**
   * Shared secret for requests between replicas, the same on all of them; at least 32 characters
   * are recommended. Without it this replica serves only the partitions that it owns, which suits a
   * single replica.
   */
  @Secret
  Optional<String> secret();
}
