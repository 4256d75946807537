package io.heliograph.kit.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The HTTP port of a service. */
@ConfigMapping(prefix = "hub.http")
public interface WebSettings {
  /**
   * Host names that clients use for this service beside {@code localhost}, 127/8 and {@code [::1]},
   * as {@code host} or {@code host:port}; pages from there count as its own. Without it a service
   * bound to loopback answers to this machine's own names only, and one bound elsewhere to every
   * name.
   */
  Optional<List<String>> hosts();

  /**
   * Maximum size of a request body; a larger one is answered 413. Routes that stream or have a
   * limit of their own are exempt.
   */
  @WithDefault("65536")
  long bodyBytesMax();

  /** Maximum number of connections to one port of the service; further ones are closed at once. */
  @WithDefault("4000")
  int connectionsMax();

  /** Maximum number of connections to one port from one client address (IPv6: one /64 network). */
  @WithDefault("1000")
  int connectionsPerAddressMax();

  /**
   * Maximum time from the first byte of a request to the end of its head; then its connection is
   * closed.
   */
  @WithDefault("PT30S")
  Duration headTimeout();

  /**
   * Length of the windows in which the rate of a request body is measured, see {@link
   * #bytesPerSecondMin()}.
   */
  @WithDefault("PT30S")
  Duration progressWindow();

  /** Minimum rate of a request body, as the mean of a window; a slower request is cut off. */
  @WithDefault("16384")
  int bytesPerSecondMin();

  /**
   * Whether HTTP/2 without TLS is accepted from clients that begin with its preface; an upgrade of
   * HTTP/1.1 is not accepted.
   */
  @WithDefault("false")
  boolean h2c();

  /** Maximum number of concurrent streams of one HTTP/2 connection. */
  @WithDefault("100")
  long streamsMax();

  /**
   * Maximum number of frames of one HTTP/2 connection that carry no data (PING, SETTINGS,
   * RST_STREAM and the like; twenty WINDOW_UPDATE count as one); above it the connection gets
   * GOAWAY and is closed.
   */
  @WithDefault("500")
  int controlFramesPerSecondMax();
}
