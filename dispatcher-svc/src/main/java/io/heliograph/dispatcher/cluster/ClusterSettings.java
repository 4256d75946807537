package io.heliograph.dispatcher.cluster;

import io.heliograph.kit.config.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The replicas of the dispatcher; the port for requests between them is open only with {@code
 * hub.cluster.secret}.
 */
@ConfigMapping(prefix = "hub.cluster")
public interface ClusterSettings {
  /**
   * Ordinal of this replica, from 0; stable over restarts and never shared by two. By default the
   * number after the last dash of {@code HOSTNAME}, as in a StatefulSet, otherwise 0.
   */
  OptionalInt ordinal();

  /**
   * Shared secret for requests between replicas, the same on all of them; at least 32 characters
   * are recommended. Without it this replica serves only the partitions that it owns, which suits a
   * single replica.
   */
  @Secret
  Optional<String> secret();

  /** Address that the port is bound to; by default that of the service port. */
  @WithDefault("${quarkus.http.host}")
  String host();

  /** The port, which must differ from those of the service and of management. */
  @WithDefault("10111")
  int port();
}
