package io.heliograph.dashboard.core;

import io.heliograph.kit.config.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The Redis server. */
@ConfigMapping(prefix = "hub.redis")
public interface RedisSettings {
  /** URI of Redis, such as {@code redis://user:password@host:6379}; a database in it is ignored. */
  @Secret
  @WithDefault("redis://127.0.0.1:6379")
  String uri();
}
