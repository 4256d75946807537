package io.heliograph.dispatcher.content;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;

/** Where files are kept, and what may be done with them. */
@ConfigMapping(prefix = "hub")
public interface ContentSettings {
  /** The folder under which this service keeps its data; files are in {@code content} below it. */
  @WithName("data.directory")
  @WithDefault("data/dispatcher")
  Path dataDirectory();

  /** Whether {@code DELETE} exists at all; where it does not, it is an unknown route. */
  @WithName("content.delete-allowed")
  @WithDefault("false")
  boolean deleteAllowed();

  /** Files that may be written at the same time; beyond it uploads are answered 503. */
  @WithName("content.uploads-max")
  @WithDefault("128")
  int uploadsMax();
}
