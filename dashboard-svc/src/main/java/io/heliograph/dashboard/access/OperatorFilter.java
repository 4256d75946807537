package io.heliograph.dashboard.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Asks {@link Operators} before a resource that is theirs. */
@jakarta.ws.rs.ext.Provider
@OperatorOnly
public class OperatorFilter implements ContainerRequestFilter {
  /** Filters are made before there is a configuration. */
  private final Provider<Operators> operators;

  private final HttpServerRequest request;

  OperatorFilter(Provider<Operators> operators, HttpServerRequest request) {
    this.operators = operators;
    this.request = request;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    boolean forwarded =
        request.headers().names().stream()
            .anyMatch(name -> name.regionMatches(true, 0, "X-Forwarded", 0, 11) || isVia(name));
    operators
        .get()
        .check(
            new Caller(
                isLoopback(request.remoteAddress()),
                forwarded,
                host(request.authority()),
                request.getHeader("Origin"),
                request.getHeader("Authorization")));
  }

  /** The header Host, or what stands for it in HTTP/2. */
  private static @Nullable String host(@Nullable HostAndPort authority) {
    return authority == null ? null : authority.host();
  }

  private static boolean isVia(String name) {
    return name.equalsIgnoreCase("Forwarded") || name.equalsIgnoreCase("Via");
  }

  private static boolean isLoopback(SocketAddress address) {
    return address.isInetSocket()
        && InetAddress.ofLiteral(address.hostAddress()).isLoopbackAddress();
  }
}
