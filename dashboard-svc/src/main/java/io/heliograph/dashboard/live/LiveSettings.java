package io.heliograph.dashboard.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Server-sent events. */
@ConfigMapping(prefix = "hub.live")
public interface LiveSettings {
  /**
   * Maximum number of open event streams. At the limit an address that has fewer than another takes
   * over one of that address; otherwise the request is answered 503.
   */
  @WithDefault("500")
  int streamsMax();

  /**
   * Maximum number of open event streams per client address (IPv6: per /64 network); a request
   * above it is answered 429. Raise it when all clients come through one proxy.
   */
  @WithDefault("100")
  int streamsPerAddressMax();

  /** How long the queue of a stream may stay full before the stream is closed. */
  @WithDefault("PT30S")
  Duration stalledMax();

  /** How many events of each stream are kept for pages that come back. */
  @WithDefault("1000")
  int keptMax();

  /**
   * Maximum number of characters that the kept events of a stream, or those that wait to go out,
   * have together; the oldest are left out above it.
   */
  @WithDefault("8388608")
  long charactersMax();

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
