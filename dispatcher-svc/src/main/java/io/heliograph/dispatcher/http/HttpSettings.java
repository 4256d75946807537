package io.heliograph.dispatcher.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What holds for every route of the service port. */
@ConfigMapping(prefix = "hub.http")
public interface HttpSettings {
  /** The longest query string, in bytes; a longer one is answered 414. */
  @WithDefault("8192")
  int queryBytesMax();
}
