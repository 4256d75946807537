package io.heliograph.dispatcher.replica;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when this replica has its share of the partitions. */
@Readiness
@ApplicationScoped
class ReplicaReady implements HealthCheck {
  private final Replica replica;

  ReplicaReady(Replica replica) {
    this.replica = replica;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("partitions").status(replica.ready()).build();
  }
}
