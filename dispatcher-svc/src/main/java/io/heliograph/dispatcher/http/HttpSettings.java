package io.heliograph.dispatcher.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The HTTP port of the dispatcher. */
@ConfigMapping(prefix = "hub.http")
public interface HttpSettings {
  /** Maximum size of a query string; a longer one is answered 414. */
  @WithDefault("8192")
  int queryBytesMax();
}
