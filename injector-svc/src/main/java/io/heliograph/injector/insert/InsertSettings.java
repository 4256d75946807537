package io.heliograph.injector.insert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many inserts are held. An insert above a limit is rejected with that reason; those held stay.
 */
@ConfigMapping(prefix = "hub.inserts")
public interface InsertSettings {
  /**
   * Maximum size of all inserts in memory; one takes its compressed JSON and a fixed part. Lowered
   * when the heap has no room for so many, which is logged at the start.
   */
  @WithDefault("201326592")
  long bytesMax();

  /** Maximum number of inserts. */
  @WithDefault("500000")
  int countMax();

  /**
   * Maximum number of inserts of one parent; all children of one event are written in one
   * transaction.
   */
  @WithDefault("1000")
  int perParentMax();

  /** Maximum number of inserts of one author (of the insert, not of the child). */
  @WithDefault("200000")
  int perAuthorMax();

  /** Maximum size of the inserts of one author in memory. */
  @WithDefault("100663296")
  long perAuthorBytesMax();

  /** Maximum number of rejected inserts that are listed, the newest. */
  @WithDefault("10000")
  int rejectedMax();
}
