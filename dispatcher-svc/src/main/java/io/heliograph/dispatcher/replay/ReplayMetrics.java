package io.heliograph.dispatcher.replay;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts replays under the peer's names (contract dispatcher.md part 2 section 8). */
@Singleton
final class ReplayMetrics {
  private static final int PLUGINS_MAX = 2_000;

  private final LabelledCounter hits;
  private final LabelledCounter seconds;
  private final Counter failures;

  ReplayMetrics(MeterRegistry registry) {
    hits = new LabelledCounter(registry, "dispatcher_replay_cache_hit_count", PLUGINS_MAX, "name");
    seconds =
        new LabelledCounter(registry, "dispatcher_replay_cache_hit_seconds", PLUGINS_MAX, "name");
    failures = registry.counter("hub_replay_failures");
  }

  void replayed(String plugin, double runtimeSeconds) {
    hits.increment(plugin);
    seconds.add(Math.round(runtimeSeconds), plugin);
  }

  void failed() {
    failures.increment();
  }
}
