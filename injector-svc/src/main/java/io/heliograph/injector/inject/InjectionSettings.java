package io.heliograph.injector.inject;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How children are injected. */
@ConfigMapping(prefix = "hub.injection")
public interface InjectionSettings {
  /** Maximum age of events that an insert which arrives after them still applies to. */
  @WithDefault("PT1H")
  Duration lookBack();

  /** Maximum depth of injection: children of children, and so on. */
  @WithDefault("16")
  int levelsMax();

  /**
   * Maximum number of children that one event leads to, over all levels and transactions; further
   * ones are refused.
   */
  @WithDefault("10000")
  int perRootMax();

  /** Maximum size of the JSON of the children that one event leads to, over all levels. */
  @WithDefault("268435456")
  long perRootBytesMax();

  /**
   * Maximum size of the JSON of the children of one event, which are in memory at once; at most an
   * eighth of the heap.
   */
  @WithDefault("67108864")
  long childrenBytesMax();

  /** {@code max.poll.records}: records that arrive during a transaction go into the next. */
  @WithDefault("2000")
  int recordsMax();

  /**
   * Number of children after which a transaction ends; those of one event are never split. Lowered
   * while transactions are slow or fail.
   */
  @WithDefault("500")
  int childrenMax();

  /** Initial back-off after Kafka failed; it doubles up to {@link #pauseMax()}. */
  @WithDefault("PT0.2S")
  Duration pause();

  /** Maximum back-off after Kafka failed. */
  @WithDefault("PT5S")
  Duration pauseMax();

  /**
   * Maximum back-off after another process took this one's transactional id, which happens when two
   * have one {@code hub.injector.slot}.
   */
  @WithDefault("PT1M")
  Duration fencedPauseMax();
}
