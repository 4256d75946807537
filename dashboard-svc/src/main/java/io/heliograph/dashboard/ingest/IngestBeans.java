package io.heliograph.dashboard.ingest;

import io.heliograph.kit.kafka.CorruptBatches;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Builds from the configuration what the counting needs of the kit. */
@Singleton
final class IngestBeans {
  private static final Logger LOG = Logger.getLogger(CorruptBatches.class);

  /** What is known of batches that cannot be read, with its metrics. */
  @Produces
  @Singleton
  CorruptBatches corrupt(IngestSettings settings, MeterRegistry registry) {
    CorruptBatches corrupt = new CorruptBatches(settings.corruptWait(), LOG::error);
    Gauge.builder(
            "heliograph_ingest_corrupt_batches",
            corrupt,
            one -> one.waitingCount(System.nanoTime()))
        .description("Record batches with a wrong checksum that readers wait for")
        .register(registry);
    FunctionCounter.builder(
            "heliograph_ingest_skipped_offsets_total", corrupt, CorruptBatches::skippedOffsets)
        .description("Offsets skipped because their batch stayed unreadable")
        .register(registry);
    return corrupt;
  }
}
