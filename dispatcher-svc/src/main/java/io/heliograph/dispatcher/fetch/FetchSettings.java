package io.heliograph.dispatcher.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The limits of fetches. */
@ConfigMapping(prefix = "hub.fetch")
public interface FetchSettings {
  /** Maximum number of events of one fetch; a higher {@code count} is lowered to it. */
  @WithDefault("1000")
  int countMax();

  /** How long a fetch without {@code deadline} collects events. */
  @WithDefault("5")
  long defaultWaitSeconds();

  /** Maximum time that a fetch collects events; a later {@code deadline} is lowered to it. */
  @WithDefault("300")
  long waitSecondsMax();

  /**
   * How long a client may read nothing of a response before its connection is closed and its events
   * become available to others.
   */
  @WithDefault("30")
  long writeIdleSecondsMax();

  /**
   * Minimum rate at which a client reads a response that takes longer than {@code
   * write-idle-seconds-max}.
   */
  @WithDefault("16384")
  long writeBytesPerSecondMin();

  /**
   * Maximum size of the events in one response, and at most an eighth of {@code
   * hub.dispatcher.answer-bytes-max}; at least one event is always delivered.
   */
  @WithDefault("67108864")
  long answerBytesMax();
}
