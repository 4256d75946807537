package io.heliograph.dashboard.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who operates the dashboard. */
@ConfigMapping(prefix = "hub.operator")
public interface OperatorSettings {
  /**
   * What operators send as {@code Authorization: Bearer TOKEN}, at least 16 characters. Without it
   * only programs on this machine may do what operators do.
   */
  Optional<String> token();
}
