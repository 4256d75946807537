package io.heliograph.dispatcher.content;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * What may be done with files. The prefix is not {@code hub} alone: a mapping of that makes the
 * start refuse every {@code hub.*} key whose own mapping nothing injects, such as {@code
 * hub.redis.uri}.
 */
@ConfigMapping(prefix = "hub.content")
public interface ContentSettings {
  /** Whether {@code DELETE} exists at all; where it does not, it is an unknown route. */
  @WithDefault("false")
  boolean deleteAllowed();

  /** Files that may be written at the same time; beyond it uploads are answered 503. */
  @WithDefault("128")
  int uploadsMax();
}
