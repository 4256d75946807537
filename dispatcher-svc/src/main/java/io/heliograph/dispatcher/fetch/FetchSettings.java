package io.heliograph.dispatcher.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How fetches are bounded. */
@ConfigMapping(prefix = "hub.fetch")
public interface FetchSettings {
  /** The most events of one fetch; a higher {@code count} is lowered to it. */
  @WithDefault("1000")
  int countMax();

  /** Seconds that a fetch without {@code deadline} collects. */
  @WithDefault("5")
  long defaultWaitSeconds();

  /** The longest time that a fetch may collect, in seconds; a later {@code deadline} is lowered. */
  @WithDefault("300")
  long waitSecondsMax();

  /**
   * Seconds without a byte of an answer taken by its client, after which its connection is closed
   * and the events are free for others.
   */
  @WithDefault("30")
  long writeIdleSecondsMax();

  /** Bytes a second that a client takes at least of an answer that takes longer than that. */
  @WithDefault("16384")
  long writeBytesPerSecondMin();

  /**
   * Bytes of events in one answer, and no more than an eighth of {@code
   * hub.dispatcher.answer-bytes-max}; at least one event is always given.
   */
  @WithDefault("67108864")
  long answerBytesMax();
}
