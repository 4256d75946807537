package io.heliograph.dispatcher.purge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many deletions are remembered. */
@ConfigMapping(prefix = "hub.deletions")
public interface PurgeSettings {
  /**
   * Maximum number of deletions (ids, links, authors and submissions together); at the limit a
   * delete event is refused (429).
   */
  @WithDefault("1000000")
  int max();
}
