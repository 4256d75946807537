package io.heliograph.kit.http;

import org.jspecify.annotations.Nullable;

/**
 * The client of a request that only operators may send.
 *
 * @param local whether the connection is from this machine and no proxy says that it forwards for
 *     another client
 * @param authorization what the caller identifies itself with
 */
record Caller(boolean local, @Nullable String authorization) {
  private static final String BEARER = "bearer ";

  /** The token that it brings; null for none. */
  @Nullable String token() {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
