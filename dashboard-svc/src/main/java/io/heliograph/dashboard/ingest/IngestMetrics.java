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
  private final Map<Rejection, Counter> inPart = new EnumMap<>(Rejection.class);
  private final Timer roundTrip;
  private final AtomicLong lag = new AtomicLong();
  private final AtomicLong waitingPartitions = new AtomicLong();

  IngestMetrics(MeterRegistry registry) {
    counted = outcome(registry, "counted");
    partly = outcome(registry, "partly");
    again = outcome(registry, "again");
    for (Rejection rejection : Rejection.values()) {
      rejected.put(rejection, rejected(registry, rejection));
      inPart.put(rejection, partly(registry, rejection));
    }
    roundTrip =
        Timer.builder("dashboard_redis_round_trip")
            .description("Time of one round trip to Redis that counts messages")
            .register(registry);
    Gauge.builder("dashboard_misp_lag", lag, AtomicLong::doubleValue)
        .description("Records of Kafka not yet counted")
        .register(registry);
    Gauge.builder("dashboard_partitions_waiting", waitingPartitions, AtomicLong::doubleValue)
        .description("Partitions of this member whose log start Kafka does not tell")
        .register(registry);
  }

  private static Counter outcome(MeterRegistry registry, String outcome) {
    return Counter.builder("dashboard_misp_messages")
        .description("Messages of MISP by outcome")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static Counter rejected(MeterRegistry registry, Rejection rejection) {
    return Counter.builder("dashboard_misp_rejected")
        .description("Messages of MISP that were refused, by reason")
        .tag("reason", rejection.wire())
        .register(registry);
  }

  private static Counter partly(MeterRegistry registry, Rejection rejection) {
    return Counter.builder("dashboard_misp_partly")
        .description("Messages of MISP that were counted in part, by the reason for the rest")
        .tag("reason", rejection.wire())
        .register(registry);
  }

  void counted() {
    counted.increment();
  }

  /** A message counted in part. */
  void partly(Rejection rejection) {
    partly.increment();
    inPart.get(rejection).increment();
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

  /** Partitions of this member that do not say where they begin. */
  void waitingPartitions(int count) {
    waitingPartitions.set(count);
  }

  /**
   * Refused messages since the start.
   *
   * @param whole those of which nothing counts
   * @param partly those of which some counts
   */
  public record Refused(long whole, long partly) {}

  /** How many messages were refused since the start, by reason; only those that occurred. */
  public Map<String, Refused> rejections() {
    Map<String, Refused> counts = new java.util.TreeMap<>();
    rejected.forEach(
        (rejection, counter) -> {
          long partial = (long) inPart.get(rejection).count();
          Refused refused = new Refused((long) counter.count(), partial);
          if (refused.whole() + refused.partly() > 0) {
            counts.put(rejection.wire(), refused);
          }
        });
    return counts;
  }

  /** Records that wait in Kafka, as of the last look. */
  public long waiting() {
    return lag.get();
  }
}
