package io.heliograph.dispatcher.disk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service keeps what it keeps. */
@ConfigMapping(prefix = "hub.data")
public interface DataSettings {
  /** The folder under which this service keeps its data; files are in {@code content} below it. */
  @WithDefault("data/dispatcher")
  Path directory();
}
