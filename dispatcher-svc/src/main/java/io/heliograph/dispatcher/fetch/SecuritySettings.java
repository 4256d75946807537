package io.heliograph.dispatcher.fetch;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The order of security markings. */
@ConfigMapping(prefix = "hub.security")
public interface SecuritySettings {
  /**
   * Markings from the lowest level to the highest: levels separated by semicolons, alternatives
   * within one by commas, such as {@code OFFICIAL;SECRET,SECRET//REL}. A marking that is not listed
   * is denied to every client that states a clearance.
   */
  Optional<String> markings();
}
