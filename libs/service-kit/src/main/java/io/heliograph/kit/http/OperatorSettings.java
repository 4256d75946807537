package io.heliograph.kit.http;

import io.heliograph.kit.config.Secret;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How operators authenticate. */
@ConfigMapping(prefix = "hub.operator")
public interface OperatorSettings {
  /**
   * Bearer token of operators, at least 16 characters. Without it their requests are accepted from
   * this machine only, and refused where the service is bound to another address than loopback.
   */
  @Secret
  Optional<String> token();
}
