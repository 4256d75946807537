package io.heliograph.injector.topic;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The sources of events. Contract: dispatcher.md part 2, section 3. */
@ConfigMapping(prefix = "hub.sources")
public interface SourceSettings {
  /**
   * YAML file of the sources; without it the built-in one. With an invalid file the service does
   * not start.
   */
  Optional<Path> file();
}
