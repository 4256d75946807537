package io.heliograph.dispatcher.content;

import io.heliograph.content.ContentMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The metrics of contents, under the names of contract dispatcher.md part 2, section 8. All are
 * there from the start. Thread-safe.
 */
@Singleton
final class ContentMetrics implements ContentMeter {
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
    exists =
        counter(
            registry, "dispatcher_data_exist_requests_total", "Requests whether a content exists");
    uploads = counter(registry, "dispatcher_data_upload_requests_total", "Uploads of contents");
    downloads =
        counter(registry, "dispatcher_data_download_requests_total", "Downloads of contents");
    deletions =
        counter(registry, "dispatcher_data_delete_requests_total", "Requests to delete a content");
    uploadedBytes =
        counter(
            registry,
            "dispatcher_data_uploaded_bytes_total",
            "Bytes of contents that clients uploaded and the hub stored");
    downloadedBytes =
        counter(
            registry,
            "dispatcher_data_downloaded_bytes_total",
            "Bytes of contents sent to clients");
    cacheLookups =
        counter(
            registry,
            "dispatcher_data_cache_lookups_total",
            "Lookups of blocks in the cache of the content store");
    cacheHits =
        counter(
            registry,
            "dispatcher_data_cache_hits_total",
            "Lookups that the cache of the content store answered");
    for (Operation operation : Operation.values()) {
      succeeded.put(operation, duration(registry, operation, "ok"));
      failed.put(operation, duration(registry, operation, "error"));
    }
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private static DistributionSummary duration(
      MeterRegistry registry, Operation operation, String result) {
    return DistributionSummary.builder("dispatcher_streams_op_duration")
        .description("Seconds that an operation of the content store took")
        .tag("method", wire(operation))
        .tag("result", result)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static String wire(Operation operation) {
    return operation.name().toLowerCase(Locale.ROOT).replace('_', '-');
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

  @Override
  public void lookedUp(boolean hit) {
    cacheLookups.increment();
    if (hit) {
      cacheHits.increment();
    }
  }

  @Override
  public void ended(Operation operation, long beginNanos, boolean success) {
    Map<Operation, DistributionSummary> durations = success ? succeeded : failed;
    DistributionSummary duration = durations.get(operation);
    if (duration != null) {
      duration.record((System.nanoTime() - beginNanos) / NANOS);
    }
  }
}
