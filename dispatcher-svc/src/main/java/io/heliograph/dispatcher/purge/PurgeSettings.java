package io.heliograph.dispatcher.purge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of what was deleted is remembered. */
@ConfigMapping(prefix = "hub.deletions")
public interface PurgeSettings {
  /** Ids, links, authors and submissions in all; at the limit a delete event is refused (429). */
  @WithDefault("1000000")
  int max();
}
