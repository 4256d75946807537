package io.heliograph.dashboard.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;

/** Asks {@link Operators} before a resource that is theirs. */
@Provider
@OperatorOnly
public class OperatorFilter implements ContainerRequestFilter {
  private final Operators operators;
  private final HttpServerRequest request;

  OperatorFilter(Operators operators, HttpServerRequest request) {
    this.operators = operators;
    this.request = request;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    boolean forwarded =
        request.headers().names().stream()
            .anyMatch(name -> name.regionMatches(true, 0, "X-Forwarded", 0, 11) || isVia(name));
    operators.check(
        new Caller(
            isLoopback(request.remoteAddress()),
            forwarded,
            request.getHeader("Host"),
            request.getHeader("Origin"),
            request.getHeader("Authorization")));
  }

  private static boolean isVia(String name) {
    return name.equalsIgnoreCase("Forwarded") || name.equalsIgnoreCase("Via");
  }

  private static boolean isLoopback(SocketAddress address) {
    return address.isInetSocket()
        && InetAddress.ofLiteral(address.hostAddress()).isLoopbackAddress();
  }
}
