package io.heliograph.dashboard.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Server-sent events. */
@ConfigMapping(prefix = "hub.live")
public interface LiveSettings {
  /** How many streams may be open; the next is answered 503. */
  @WithDefault("500")
  int streamsMax();

  /** How many events of each stream are kept for pages that come back. */
  @WithDefault("1000")
  int keptMax();

  /** How long events are gathered, after some went out, to go out in one write to each page. */
  @WithDefault("PT0.1S")
  Duration pause();

  /** How many events of each stream may wait to go out; the oldest are left out then. */
  @WithDefault("10000")
  int waitingMax();

  /** After how long without an event a stream says that it lives. */
  @WithDefault("PT15S")
  Duration heartbeat();

  /** How long a page waits before it connects again. */
  @WithDefault("PT2S")
  Duration retry();
}
