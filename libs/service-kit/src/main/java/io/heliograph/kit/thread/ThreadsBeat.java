package io.heliograph.kit.thread;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Alive while all supervised threads beat; the silent ones are named. */
@Liveness
@ApplicationScoped
class ThreadsBeat implements HealthCheck {
  private final SupervisedThreads threads;

  ThreadsBeat(SupervisedThreads threads) {
    this.threads = threads;
  }

  @Override
  public HealthCheckResponse call() {
    List<String> silent = threads.silent();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("threads").status(silent.isEmpty());
    return silent.isEmpty()
        ? answer.build()
        : answer.withData("silent", String.join(", ", silent)).build();
  }
}
