package io.heliograph.dashboard.core;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Redis is. */
@ConfigMapping(prefix = "hub.redis")
public interface RedisSettings {
  /** The address, such as {@code redis://user:password@host:6379}; its database is not used. */
  @WithDefault("redis://127.0.0.1:6379")
  String uri();
}
