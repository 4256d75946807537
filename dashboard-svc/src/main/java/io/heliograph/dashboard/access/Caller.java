package io.heliograph.dashboard.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as a request tells.
 *
 * @param loopback whether the connection is from this machine
 * @param forwarded whether a proxy says that it asks for somebody else
 * @param host what it calls this service, without the port
 * @param origin the page that asks, if a browser does
 * @param authorization what it identifies itself with
 */
record Caller(
    boolean loopback,
    boolean forwarded,
    @Nullable String host,
    @Nullable String origin,
    @Nullable String authorization) {
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
  private static final String BEARER = "bearer ";

  /**
   * Whether it is a program on this machine, for itself. A page of another site that an operator's
   * browser shows is not, nor is one that reaches us under a name of its own.
   */
  boolean isLocal() {
    return loopback && !forwarded && origin == null && host != null && HERE.contains(host);
  }

  /** The token that it brings; null for none. */
  @Nullable String token() {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
