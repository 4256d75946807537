package io.heliograph.injector.insert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many inserts are held. One beyond a limit is rejected with that reason; those that are held
 * stay.
 */
@ConfigMapping(prefix = "hub.inserts")
public interface InsertSettings {
  /**
   * Bytes of memory for inserts; one takes its JSON, deflated, and a fixed part. Less when the heap
   * has no room for so many, which the log says at the start.
   */
  @WithDefault("201326592")
  long bytesMax();

  /** Inserts in all. */
  @WithDefault("500000")
  int countMax();

  /** Inserts of one parent; all children of one event are written in one transaction. */
  @WithDefault("1000")
  int perParentMax();

  /** Inserts of one author, which is who made the insert and not the child. */
  @WithDefault("200000")
  int perAuthorMax();

  /** Bytes of memory for the inserts of one author. */
  @WithDefault("100663296")
  long perAuthorBytesMax();

  /** Rejected inserts that are listed, the newest. */
  @WithDefault("10000")
  int rejectedMax();
}
