package io.heliograph.dispatcher.peer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where replicas talk to each other: a port of its own, which is open only with a secret. */
@ConfigMapping(prefix = "hub.cluster")
public interface ClusterSettings {
  /** The address that the port is bound to; that of the service port unless it is set. */
  @WithDefault("${quarkus.http.host}")
  String host();

  /** The port; never that of the service or of management. */
  @WithDefault("10111")
  int port();
}
