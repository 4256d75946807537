package io.heliograph.dispatcher.migration;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.heliograph.migration.MigrationMeter;
import io.heliograph.migration.Progress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * What this replica copies: {@code hub_migration_records_total}, {@code hub_migration_running},
 * {@code hub_migration_remaining}, {@code hub_migration_failures_total}. Thread-safe.
 */
@Singleton
final class MigrationMetrics implements MigrationMeter {
  private final LabelledCounter records;
  private final LabelledCounter failures;
  private volatile boolean running;
  private volatile long remaining;

  MigrationMetrics(MeterRegistry registry) {
    records =
        new LabelledCounter(
            registry,
            "hub_migration_records_total",
            "Records that migrations dealt with, by outcome",
            4,
            "outcome");
    failures =
        new LabelledCounter(
            registry, "hub_migration_failures_total", "Failed attempts of migrations", 1);
    Gauge.builder("hub_migration_running", this, metrics -> metrics.running ? 1 : 0)
        .description("1 while this replica copies")
        .register(registry);
    Gauge.builder("hub_migration_remaining", this, metrics -> metrics.remaining)
        .description("Offsets that the running migration has left")
        .register(registry);
  }

  @Override
  public void counted(Progress before, Progress now) {
    add("copied", now.copied() - before.copied());
    add("tombstone", now.tombstones() - before.tombstones());
    add("rejected", now.rejected() - before.rejected());
    add("gone", now.gone() - before.gone());
  }

  private void add(String outcome, long amount) {
    if (amount > 0) {
      records.add(amount, outcome);
    }
  }

  @Override
  public void failed() {
    failures.increment();
  }

  @Override
  public void doing(boolean copies, long left) {
    running = copies;
    remaining = left;
  }
}
