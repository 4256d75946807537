package io.heliograph.injector.topic;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the sources are declared (contract dispatcher.md part 2, section 3). */
@ConfigMapping(prefix = "hub.sources")
public interface SourceSettings {
  /** The YAML file of the sources; the built-in one when not set. A bad file refuses the start. */
  Optional<Path> file();
}
