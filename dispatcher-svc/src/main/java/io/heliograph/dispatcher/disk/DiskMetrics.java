package io.heliograph.dispatcher.disk;

import io.heliograph.dispatcher.disk.DiskState.Seen;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of disks: {@code hub_disk_free_bytes}, {@code hub_disk_bytes} and {@code
 * hub_disk_free_min_bytes} of each disk that tells, and {@code hub_disk_refused_total}. Thread-safe
 * but for {@link #show}, which one thread calls.
 */
@Singleton
final class DiskMetrics {
  private final MultiGauge free;
  private final MultiGauge total;
  private final MultiGauge bound;
  private final Counter uploads;
  private final Counter publications;

  DiskMetrics(MeterRegistry registry) {
    free =
        MultiGauge.builder("hub_disk_free_bytes")
            .description("Free bytes of a disk")
            .register(registry);
    total =
        MultiGauge.builder("hub_disk_bytes")
            .description("Size of a disk in bytes")
            .register(registry);
    bound =
        MultiGauge.builder("hub_disk_free_min_bytes")
            .description("Free bytes of a disk below which uploads and events are refused")
            .register(registry);
    uploads = refused(registry, "content");
    publications = refused(registry, "publish");
  }

  private static Counter refused(MeterRegistry registry, String kind) {
    return Counter.builder("hub_disk_refused_total")
        .description("Requests refused because a disk is full")
        .tag("kind", kind)
        .register(registry);
  }

  /** How the disks are now. */
  void show(DiskState state) {
    free.register(rows(state, space -> (double) space.freeBytes()), true);
    total.register(rows(state, space -> (double) space.totalBytes()), true);
    bound.register(rows(state, space -> (double) state.freeMin().of(space.totalBytes())), true);
  }

  private static List<Row<?>> rows(DiskState state, ToDoubleFunction<Space> value) {
    return state.disks().stream()
        .filter(seen -> seen.space().isPresent())
        .<Row<?>>map(seen -> row(seen, value))
        .toList();
  }

  private static Row<?> row(Seen seen, ToDoubleFunction<Space> value) {
    double now = value.applyAsDouble(seen.space().orElseThrow());
    return Row.of(Tags.of("disk", seen.disk().name()), now);
  }

  /** An upload or a copy was refused, or ended. */
  void contentRefused() {
    uploads.increment();
  }

  /** A publication was refused. */
  void publicationRefused() {
    publications.increment();
  }
}
