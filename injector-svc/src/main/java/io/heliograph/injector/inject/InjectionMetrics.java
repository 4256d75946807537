package io.heliograph.injector.inject;

import io.heliograph.injector.child.InjectionDecision.Refusal;
import io.heliograph.injector.insert.Inserts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What was injected and what was not, how long it held readers, how far behind. Thread-safe. */
@ApplicationScoped
public class InjectionMetrics {
  private final MeterRegistry registry;
  private final Counter live;
  private final Counter lookBack;
  private final Counter restarts;
  private final Counter commitsUnknown;
  private final Timer transaction;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong lag = new AtomicLong();
  private final AtomicLong behind = new AtomicLong();

  InjectionMetrics(MeterRegistry registry, Inserts inserts) {
    this.registry = registry;
    live = children(registry, "live");
    lookBack = children(registry, "look-back");
    restarts =
        Counter.builder("injector_restarts")
            .description("Times the injection began again after a failure")
            .register(registry);
    commitsUnknown =
        Counter.builder("injector_commits_unknown")
            .description("Transactions whose commit was not confirmed")
            .register(registry);
    transaction =
        Timer.builder("injector_transaction")
            .description("Time from the begin to the commit of a transaction")
            .publishPercentiles(0.5, 0.99)
            .distributionStatisticExpiry(Duration.ofMinutes(10))
            .register(registry);
    Gauge.builder("injector_lag", lag, AtomicLong::doubleValue)
        .description("Records of Kafka not yet read for parents")
        .register(registry);
    Gauge.builder("injector_look_back_partitions", behind, AtomicLong::doubleValue)
        .description("Partitions that are read again for new inserts")
        .register(registry);
    Gauge.builder("injector_inserts", inserts, Inserts::size)
        .description("Inserts held")
        .register(registry);
    Gauge.builder("injector_inserts_bytes", inserts, Inserts::bytes)
        .description("Bytes of memory of the inserts held")
        .register(registry);
    Gauge.builder("injector_inserts_rejected", inserts, Inserts::rejectedCount)
        .description("Rejected inserts that are listed")
        .register(registry);
    FunctionCounter.builder("injector_inserts_refused", inserts, Inserts::refusedCount)
        .description("Inserts rejected because a limit was reached")
        .register(registry);
    Gauge.builder("injector_partitions_held", held, AtomicLong::doubleValue)
        .description("Partitions that wait after a failure of their own")
        .register(registry);
  }

  private static Counter children(MeterRegistry registry, String by) {
    return Counter.builder("injector_children")
        .description("Children injected")
        .tag("by", by)
        .register(registry);
  }

  void injected(int count, boolean byLookBack) {
    (byLookBack ? lookBack : live).increment(count);
  }

  void refused(Refusal reason, int count) {
    Counter.builder("injector_refused")
        .description("Children that were not injected")
        .tag("reason", reason.wire())
        .register(registry)
        .increment(count);
  }

  void commitUnknown() {
    commitsUnknown.increment();
  }

  void held(int partitions) {
    held.set(partitions);
  }

  void transaction(long nanos) {
    transaction.record(Duration.ofNanos(nanos));
  }

  void restarted() {
    restarts.increment();
  }

  void lag(long records) {
    lag.set(records);
  }

  void lookingBack(long partitions) {
    behind.set(partitions);
  }
}
