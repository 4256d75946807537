package io.heliograph.dispatcher.cluster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The port for requests between replicas, which is open only with {@code hub.replicas.secret}. */
@ConfigMapping(prefix = "hub.cluster")
public interface ClusterSettings {
  /** Address that the port is bound to; by default that of the service port. */
  @WithDefault("${quarkus.http.host}")
  String host();

  /** The port, which must differ from those of the service and of management. */
  @WithDefault("10111")
  int port();
}
