package io.heliograph.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells operators from others: clients with the token, or, while none is set and the service is
 * bound to loopback, programs on this machine. Immutable.
 */
final class OperatorRule {
  private static final int LENGTH_MIN = 16;

  private final boolean loopback;

  /** The digest of the token: comparing digests tells nothing of its length. */
  private final byte @Nullable [] digest;

  /**
   * A rule.
   *
   * @param loopback whether the service listens on loopback only
   * @throws IllegalArgumentException when the token can be guessed
   */
  OperatorRule(boolean loopback, Optional<String> token) {
    if (token.isPresent() && token.get().length() < LENGTH_MIN) {
      throw new IllegalArgumentException(
          "hub.operator.token has fewer than " + LENGTH_MIN + " characters");
    }
    this.loopback = loopback;
    this.digest = token.map(OperatorRule::digest).orElse(null);
  }

  /** Whether the caller brings the token. */
  boolean hasToken(Caller caller) {
    String token = caller.token();
    return digest != null && token != null && MessageDigest.isEqual(digest, digest(token));
  }

  /** Why the caller may not do what operators do; empty when it may. */
  Optional<Refusal> refusal(Caller caller) {
    if (digest == null) {
      return loopback && caller.local()
          ? Optional.empty()
          : Optional.of(
              Refusal.forbidden(
                  "operator",
                  loopback
                      ? "operator token required: set hub.operator.token, or call from the host of"
                          + " the service"
                      : "operator token required: set hub.operator.token, since the service is"
                          + " not bound to loopback"));
    }
    if (hasToken(caller)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            401,
            "operator",
            "unauthorized",
            caller.token() == null
                ? "operator token required: Authorization has no bearer token"
                : "invalid operator token",
            Map.of("WWW-Authenticate", "Bearer")));
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
