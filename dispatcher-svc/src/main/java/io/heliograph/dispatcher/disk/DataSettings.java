package io.heliograph.dispatcher.disk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The local data of the dispatcher. */
@ConfigMapping(prefix = "hub.data")
public interface DataSettings {
  /** Folder of the data of this service; contents are in {@code content} below it. */
  @WithDefault("data/dispatcher")
  Path directory();
}
