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
    leftOut = registry.counter("dashboard_live_left_out");
    dropped = registry.counter("dashboard_live_dropped", "reason", "slow");
    displaced = registry.counter("dashboard_live_dropped", "reason", "displaced");
    refusedAddress = registry.counter("dashboard_live_refused", "reason", "address");
    refusedAll = registry.counter("dashboard_live_refused", "reason", "all");
  }

  void streams(Supplier<Number> open, int max) {
    Gauge.builder("dashboard_live_streams", open).register(registry);
    Gauge.builder("dashboard_live_streams_max", () -> max).register(registry);
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
