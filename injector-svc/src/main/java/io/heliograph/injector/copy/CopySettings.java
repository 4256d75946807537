package io.heliograph.injector.copy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** How contents of children are copied to the source of their parent. */
@ConfigMapping(prefix = "hub.copies")
public interface CopySettings {
  /** URL of the dispatcher, which stores the contents. */
  @WithDefault("http://127.0.0.1:8111")
  URI dispatcher();

  /** Timeout of one request to the dispatcher. */
  @WithDefault("PT1S")
  Duration timeout();

  /** Maximum number of attempts of one copy while the dispatcher is unavailable or busy. */
  @WithDefault("3")
  int attemptsMax();

  /** Timeout of all copies for the children of one transaction together. */
  @WithDefault("PT3S")
  Duration totalTimeout();

  /** Maximum number of concurrent copies. */
  @WithDefault("16")
  int concurrentMax();

  /** How long a copied content is assumed to be present still. */
  @WithDefault("PT1M")
  Duration cacheTtl();
}
