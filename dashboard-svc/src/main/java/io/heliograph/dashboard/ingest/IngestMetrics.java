package io.heliograph.dashboard.ingest;

import io.heliograph.dashboard.message.Rejection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What was counted and refused, how far behind we are, how long Redis takes. Thread-safe. */
@ApplicationScoped
public class IngestMetrics {
  private final Counter counted;
  private final Counter partly;
  private final Counter again;
  private final Map<Rejection, Counter> rejected = new EnumMap<>(Rejection.class);
  private final Timer roundTrip;
  private final AtomicLong lag = new AtomicLong();

  IngestMetrics(MeterRegistry registry) {
    counted = outcome(registry, "counted");
    partly = outcome(registry, "partly");
    again = outcome(registry, "again");
    for (Rejection rejection : Rejection.values()) {
      rejected.put(
          rejection,
          Counter.builder("dashboard_misp_rejected")
              .tag("reason", rejection.wire())
              .register(registry));
    }
    roundTrip = Timer.builder("dashboard_redis_round_trip").register(registry);
    Gauge.builder("dashboard_misp_lag", lag, AtomicLong::doubleValue).register(registry);
  }

  private static Counter outcome(MeterRegistry registry, String outcome) {
    return Counter.builder("dashboard_misp_messages").tag("outcome", outcome).register(registry);
  }

  void counted() {
    counted.increment();
  }

  void partly() {
    partly.increment();
  }

  void again() {
    again.increment();
  }

  /** A message was refused. */
  public void rejected(Rejection rejection) {
    rejected.get(rejection).increment();
  }

  void roundTrip(long nanos) {
    roundTrip.record(Duration.ofNanos(nanos));
  }

  void lag(long records) {
    lag.set(records);
  }

  /** How many messages were refused since the start, by reason; only those that occurred. */
  public Map<String, Long> rejections() {
    Map<String, Long> counts = new java.util.TreeMap<>();
    rejected.forEach(
        (rejection, counter) -> {
          if (counter.count() > 0) {
            counts.put(rejection.wire(), (long) counter.count());
          }
        });
    return counts;
  }
}
