package io.heliograph.dashboard.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dashboard.error.ErrorCode;
import io.heliograph.dashboard.error.ProblemException;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells operators from others: who has the token, or, while none is set, programs on this machine.
 * Thread-safe.
 */
@Startup
@Singleton
final class Operators {
  private static final int LENGTH_MIN = 16;

  /** The digest of the token: comparing digests tells nothing of its length. */
  private final byte @Nullable [] digest;

  Operators(OperatorSettings settings) {
    Optional<String> token = settings.token();
    if (token.isPresent() && token.get().length() < LENGTH_MIN) {
      throw new IllegalStateException(
          "hub.operator.token has fewer than " + LENGTH_MIN + " characters");
    }
    digest = token.map(Operators::digest).orElse(null);
  }

  /** Returns for operators; refuses others. */
  void check(Caller caller) {
    if (digest == null) {
      if (!caller.isLocal()) {
        throw new ProblemException(
            ErrorCode.FORBIDDEN,
            "only programs on the dashboard's machine may do this while hub.operator.token is not"
                + " set");
      }
      return;
    }
    String token = caller.token();
    if (token == null) {
      throw new ProblemException(
          ErrorCode.UNAUTHORIZED, "this is for operators: Authorization has no bearer token");
    }
    if (!MessageDigest.isEqual(digest, digest(token))) {
      throw new ProblemException(ErrorCode.UNAUTHORIZED, "the bearer token is not the operators'");
    }
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
