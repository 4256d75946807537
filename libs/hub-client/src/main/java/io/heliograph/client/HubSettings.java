package io.heliograph.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a hub is asked.
 *
 * @param url of the dispatcher; a path in it stands before the paths of the API
 * @param token sent as {@code Authorization: Bearer}
 * @param connect how long it may take to connect
 * @param answer how long an answer may take, its body included; a fetch has its deadline in
 *     addition
 * @param answerBytesMax the largest body of an answer that is read into memory
 * @param retries of requests that may be repeated
 */
public record HubSettings(
    URI url,
    Optional<String> token,
    Duration connect,
    Duration answer,
    int answerBytesMax,
    Retries retries) {

  /** Checks the address; a slash at its end does not count. */
  public HubSettings {
    String scheme = url.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || url.getHost() == null) {
      throw new IllegalArgumentException("an http URL with a host is wanted, found " + url);
    }
    url = URI.create(url.toString().replaceFirst("/+$", ""));
  }

  /** 10 seconds to connect, 90 to answer, bodies of 256 MiB, {@link Retries#DEFAULT}. */
  public static HubSettings of(URI url) {
    return new HubSettings(
        url,
        Optional.empty(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(90),
        256 << 20,
        Retries.DEFAULT);
  }

  /** With a token. */
  public HubSettings token(String value) {
    return new HubSettings(url, Optional.of(value), connect, answer, answerBytesMax, retries);
  }

  /** With such a limit of time for an answer, and at most that to connect. */
  public HubSettings answer(Duration max) {
    Duration less = connect.compareTo(max) < 0 ? connect : max;
    return new HubSettings(url, token, less, max, answerBytesMax, retries);
  }

  /** With such a limit of bytes for an answer. */
  public HubSettings answerBytesMax(int max) {
    return new HubSettings(url, token, connect, answer, max, retries);
  }

  /** With such repetitions. */
  public HubSettings retries(Retries others) {
    return new HubSettings(url, token, connect, answer, answerBytesMax, others);
  }
}
