package io.heliograph.kit.error;

import jakarta.ws.rs.core.Response;

/**
 * How a service answers a failure of a resource, and a request that no resource takes. A service
 * that has no form of its own answers problem documents (RFC 9457). Called on any thread; must not
 * block.
 */
public interface ErrorForm {
  /** The answer; a failure that clients are told nothing of is logged. */
  Response answer(Throwable failure);
}
