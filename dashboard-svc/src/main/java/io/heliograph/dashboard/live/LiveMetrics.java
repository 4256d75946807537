package io.heliograph.dashboard.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** How many event streams are open, refused and dropped, and what slow ones missed. */
@ApplicationScoped
class LiveMetrics {
  private final MeterRegistry registry;
  private final Counter leftOut;
  private final Counter dropped;
  private final Counter displaced;
  private final Counter refusedAddress;
  private final Counter refusedAll;

  LiveMetrics(MeterRegistry registry) {
    this.registry = registry;
    leftOut =
        Counter.builder("dashboard_live_left_out")
            .description("Events that slow event streams did not get")
            .register(registry);
    dropped = dropped(registry, "slow");
    displaced = dropped(registry, "displaced");
    refusedAddress = refused(registry, "address");
    refusedAll = refused(registry, "all");
  }

  private static Counter dropped(MeterRegistry registry, String reason) {
    return Counter.builder("dashboard_live_dropped")
        .description("Event streams that the service closed, by reason")
        .tag("reason", reason)
        .register(registry);
  }

  private static Counter refused(MeterRegistry registry, String reason) {
    return Counter.builder("dashboard_live_refused")
        .description("Event streams refused because a limit was reached, by limit")
        .tag("reason", reason)
        .register(registry);
  }

  void streams(Supplier<Number> open, int max) {
    Gauge.builder("dashboard_live_streams", open)
        .description("Open event streams")
        .register(registry);
    Gauge.builder("dashboard_live_streams_max", () -> max)
        .description("Limit of dashboard_live_streams")
        .register(registry);
  }

  void leftOut(int events) {
    leftOut.increment(events);
  }

  void dropped() {
    dropped.increment();
  }

  void displaced() {
    displaced.increment();
  }

  void addressFull() {
    refusedAddress.increment();
  }

  void allTaken() {
    refusedAll.increment();
  }
}
