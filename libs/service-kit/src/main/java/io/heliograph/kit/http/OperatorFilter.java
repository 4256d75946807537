package io.heliograph.kit.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

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
    operators.get().require(request);
  }
}
