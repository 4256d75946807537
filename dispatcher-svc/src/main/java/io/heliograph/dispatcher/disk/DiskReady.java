package io.heliograph.dispatcher.disk;

import io.heliograph.dispatcher.disk.Disk.Use;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Never takes the service's readiness: with a short disk it goes on with what it has taken, and is
 * {@code degraded}. Disks whose free space is not reported are {@code unknown}.
 */
@Readiness
@Singleton
final class DiskReady implements HealthCheck {
  private final DiskWatch watch;

  DiskReady(DiskWatch watch) {
    this.watch = watch;
  }

  private static String refused(DiskState state) {
    return state.shortest(Set.of(Use.KAFKA)).isPresent()
        ? "new events and uploads are refused: "
        : "uploads are refused: ";
  }

  @Override
  public HealthCheckResponse call() {
    DiskState state = watch.state();
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("disk").up();
    List<String> few = state.few().stream().map(state::told).toList();
    if (!few.isEmpty()) {
      answer.withData("degraded", refused(state) + String.join("; ", few));
    }
    String unknown =
        state.disks().stream()
            .filter(seen -> seen.space().isEmpty())
            .map(seen -> seen.disk().name())
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      answer.withData("unknown", unknown);
    }
    return answer.build();
  }
}
