package io.heliograph.injector.inject;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How children are injected. */
@ConfigMapping(prefix = "hub.injection")
public interface InjectionSettings {
  /** How old an event may be that an insert which comes after it still applies to. */
  @WithDefault("PT1H")
  Duration lookBack();

  /** Injections in a row: the children of children, and so on. */
  @WithDefault("16")
  int levelsMax();

  /**
   * Children that one event leads to, over all levels and transactions; what is beyond is refused.
   */
  @WithDefault("10000")
  int perRootMax();

  /** Bytes of the JSON of the children that one event leads to, over all levels. */
  @WithDefault("268435456")
  long perRootBytesMax();

  /**
   * Bytes of the JSON of the children of one event, which are in memory at once; at most an eighth
   * of the heap.
   */
  @WithDefault("67108864")
  long childrenBytesMax();

  /** Records taken from Kafka at once: what came during one transaction goes into the next. */
  @WithDefault("2000")
  int recordsMax();

  /**
   * Children after which a transaction is ended; those of one event are never parted. Fewer while
   * transactions are slow or fail.
   */
  @WithDefault("500")
  int childrenMax();

  /** The first pause after Kafka failed; it doubles up to {@link #pauseMax()}. */
  @WithDefault("PT0.2S")
  Duration pause();

  /** The longest pause between two attempts. */
  @WithDefault("PT5S")
  Duration pauseMax();

  /**
   * The longest pause after another process took this one's transactional id, which happens when
   * two have one {@code hub.injector.slot}.
   */
  @WithDefault("PT1M")
  Duration fencedPauseMax();
}
