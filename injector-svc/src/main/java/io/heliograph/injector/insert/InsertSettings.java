package io.heliograph.injector.insert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many inserts are held. */
@ConfigMapping(prefix = "hub.inserts")
public interface InsertSettings {
  /**
   * Bytes of memory for inserts; one takes its JSON, deflated, and a fixed part. An insert beyond
   * it is rejected with that reason, and an operator must give more memory.
   */
  @WithDefault("201326592")
  long bytesMax();

  /** Inserts of one parent; all children of one event are written in one transaction. */
  @WithDefault("1000")
  int perParentMax();

  /** Rejected inserts that are listed, the newest. */
  @WithDefault("10000")
  int rejectedMax();
}
