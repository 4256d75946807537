package io.heliograph.injector.inject;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while parents are read: Kafka is there, and all inserts are in memory. */
@Readiness
@ApplicationScoped
final class InjectorReady implements HealthCheck {
  private final InjectionLoop loop;

  InjectorReady(InjectionLoop loop) {
    this.loop = loop;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("injection").status(loop.isReady()).build();
  }
}
