package io.heliograph.injector.copy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** How contents of children get into the source of their parent. */
@ConfigMapping(prefix = "hub.copies")
public interface CopySettings {
  /** Where the dispatcher is, which owns the contents. */
  @WithDefault("http://127.0.0.1:8111")
  URI dispatcher();

  /** How long one request may take. */
  @WithDefault("PT1S")
  Duration timeout();

  /** How often one copy is tried while the dispatcher is away or busy. */
  @WithDefault("3")
  int attemptsMax();

  /** How long the children of one transaction wait for all their copies. */
  @WithDefault("PT3S")
  Duration patience();

  /** Copies under way at the same time. */
  @WithDefault("16")
  int concurrentMax();

  /** How long a content that was copied is taken to be there still. */
  @WithDefault("PT1M")
  Duration remembered();
}
