package io.heliograph.kit.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What holds for the service port of every service. */
@ConfigMapping(prefix = "hub.http")
public interface WebSettings {
  /**
   * Hosts that the service answers to beside {@code localhost}, 127/8 and {@code [::1]}: {@code
   * host} or {@code host:port}, as clients write them; pages from there count as its own. Without
   * it a service bound to loopback answers to this machine's own names only, and one bound
   * elsewhere to every name.
   */
  Optional<List<String>> hosts();

  /**
   * The longest body in bytes, but for routes that name a limit of their own or stream; a longer
   * one is answered 413.
   */
  @WithDefault("65536")
  long bodyBytesMax();

  /** Connections to one port of the service; further ones are closed at once. */
  @WithDefault("4000")
  int connectionsMax();

  /** Connections to one port of the service from one address, or one IPv6 network of 64 bits. */
  @WithDefault("1000")
  int connectionsPerAddressMax();

  /**
   * So long the head of a request may take from its first byte on; then its connection is closed.
   */
  @WithDefault("PT30S")
  Duration headTimeout();

  /** In each time of this length a body must make the progress that the next key asks for. */
  @WithDefault("PT30S")
  Duration progressWindow();

  /** Bytes a second that a body must bring, in the mean of a window; slower ones are cut off. */
  @WithDefault("16384")
  int bytesPerSecondMin();

  /**
   * Whether HTTP/2 without encryption is spoken, by clients that begin with its preface; an upgrade
   * of HTTP/1.1 is not taken.
   */
  @WithDefault("false")
  boolean h2c();

  /** Streams of one HTTP/2 connection at the same time. */
  @WithDefault("100")
  long streamsMax();

  /**
   * Frames of one HTTP/2 connection in a second that bring nothing (PING, SETTINGS, RST_STREAM and
   * their like; twenty WINDOW_UPDATE are one); beyond it the connection gets GOAWAY and is closed.
   */
  @WithDefault("500")
  int controlFramesPerSecondMax();
}
