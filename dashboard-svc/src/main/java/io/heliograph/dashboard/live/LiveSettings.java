package io.heliograph.dashboard.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Event streams (server-sent events). */
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

  /** Number of events of each stream that are kept for clients that reconnect. */
  @WithDefault("1000")
  int replayBufferMax();

  /**
   * Maximum size of the kept events of a stream, and of those that wait to be sent; the oldest are
   * dropped above it.
   */
  @WithDefault("8388608")
  long charactersMax();

  /**
   * How long events are collected, after some were sent, to be sent in one write to each client.
   */
  @WithDefault("PT0.1S")
  Duration pause();

  /**
   * Maximum number of events of each stream that wait to be sent; the oldest are dropped above it.
   */
  @WithDefault("10000")
  int waitingMax();

  /** Heartbeat interval of idle event streams. */
  @WithDefault("PT15S")
  Duration heartbeat();

  /** How long a client waits before it reconnects. */
  @WithDefault("PT2S")
  Duration retry();
}
