package io.heliograph.kit.http;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who operates the hub. */
@ConfigMapping(prefix = "hub.operator")
public interface OperatorSettings {
  /**
   * What operators send as {@code Authorization: Bearer TOKEN}, at least 16 characters. Without it
   * only programs on this machine may do what operators do, and nobody where the service is bound
   * to another address than loopback.
   */
  Optional<String> token();
}
