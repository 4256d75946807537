package io.heliograph.dispatcher.content;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The metrics of contents, under the names of contract dispatcher.md part 2, section 8. All are
 * there from the start. Thread-safe.
 */
@Singleton
final class ContentMetrics {
  /** What is timed, of the store or the cache before it. */
  enum Operation {
    PUT("put"),
    /** A block of an object, or a whole file that the operating system sends. */
    FETCH("fetch"),
    EXISTS("exists"),
    COPY("copy"),
    DELETE("delete"),
    /** A block that the cache had. */
    CACHE_FETCH("cache-fetch"),
    /** A block that the cache did not have and the store had to give. */
    CACHE_FETCH_MISS("cache-fetch-miss");

    private final String wire;

    Operation(String wire) {
      this.wire = wire;
    }
  }

  private static final double NANOS = 1e9;
  private static final double[] BUCKETS = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 5, 10};

  private final Counter exists;
  private final Counter uploads;
  private final Counter downloads;
  private final Counter deletions;
  private final Counter uploadedBytes;
  private final Counter downloadedBytes;
  private final Counter cacheLookups;
  private final Counter cacheHits;
  private final Map<Operation, DistributionSummary> succeeded = new EnumMap<>(Operation.class);
  private final Map<Operation, DistributionSummary> failed = new EnumMap<>(Operation.class);

  ContentMetrics(MeterRegistry registry) {
    exists = registry.counter("dispatcher_data_exist_requests_total");
    uploads = registry.counter("dispatcher_data_upload_requests_total");
    downloads = registry.counter("dispatcher_data_download_requests_total");
    deletions = registry.counter("dispatcher_data_delete_requests_total");
    uploadedBytes = registry.counter("dispatcher_data_uploaded_bytes_total");
    downloadedBytes = registry.counter("dispatcher_data_downloaded_bytes_total");
    cacheLookups = registry.counter("dispatcher_data_cache_lookups_total");
    cacheHits = registry.counter("dispatcher_data_cache_hits_total");
    for (Operation operation : Operation.values()) {
      succeeded.put(operation, duration(registry, operation, "ok"));
      failed.put(operation, duration(registry, operation, "error"));
    }
  }

  private static DistributionSummary duration(
      MeterRegistry registry, Operation operation, String result) {
    return DistributionSummary.builder("dispatcher_streams_op_duration")
        .tag("method", operation.wire)
        .tag("result", result)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  void existRequested() {
    exists.increment();
  }

  void uploadRequested() {
    uploads.increment();
  }

  void downloadRequested() {
    downloads.increment();
  }

  void deleteRequested() {
    deletions.increment();
  }

  /** A client's content is stored. */
  void uploaded(long bytes) {
    uploadedBytes.increment((double) bytes);
  }

  /** So many bytes of contents went to a client. */
  void downloaded(long bytes) {
    downloadedBytes.increment((double) bytes);
  }

  /** The cache was asked. */
  void lookedUp(boolean hit) {
    cacheLookups.increment();
    if (hit) {
      cacheHits.increment();
    }
  }

  /** The operation began at that {@link System#nanoTime} and ends now. */
  void ended(Operation operation, long beginNanos, boolean success) {
    Map<Operation, DistributionSummary> durations = success ? succeeded : failed;
    DistributionSummary duration = durations.get(operation);
    if (duration != null) {
      duration.record((System.nanoTime() - beginNanos) / NANOS);
    }
  }

  /** The same stage, with its time taken. */
  <T> CompletionStage<T> timed(Operation operation, Supplier<CompletionStage<T>> work) {
    long beginNanos = System.nanoTime();
    return work.get()
        .whenComplete((outcome, failure) -> ended(operation, beginNanos, failure == null));
  }
}
