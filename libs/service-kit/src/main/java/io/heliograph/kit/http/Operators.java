package io.heliograph.kit.http;

import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether a request may do what only operators may, until tokens of a realm decide. Thread-safe;
 * blocks nothing.
 */
@Startup
@Singleton
public final class Operators {
  private final OperatorRule rule;

  Operators(
      OperatorSettings settings, @ConfigProperty(name = "quarkus.http.host") String boundHost) {
    this.rule = new OperatorRule(Bound.isLoopback(boundHost), settings.token());
  }

  /**
   * Returns for operators.
   *
   * @throws RefusedException 401 or 403 for others
   */
  public void require(HttpServerRequest request) {
    refusal(request)
        .ifPresent(
            refusal -> {
              throw new RefusedException(refusal);
            });
  }

  /** Why the request may not do what operators do; empty when it may. */
  public Optional<Refusal> refusal(HttpServerRequest request) {
    return rule.refusal(caller(request));
  }

  /** Whether the request brings the operators' token. */
  boolean hasToken(HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    // Where the caller is does not matter to a token, and is dear to find out for each request.
    return authorization != null && rule.hasToken(new Caller(false, authorization));
  }

  private static Caller caller(HttpServerRequest request) {
    boolean forwarded =
        request.headers().names().stream()
            .anyMatch(name -> name.regionMatches(true, 0, "X-Forwarded", 0, 11) || isVia(name));
    return new Caller(
        !forwarded && isLoopback(request.remoteAddress()), request.getHeader("Authorization"));
  }

  private static boolean isVia(String name) {
    return name.equalsIgnoreCase("Forwarded") || name.equalsIgnoreCase("Via");
  }

  private static boolean isLoopback(SocketAddress address) {
    return address.isInetSocket()
        && InetAddress.ofLiteral(address.hostAddress()).isLoopbackAddress();
  }
}
