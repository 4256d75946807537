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
    hits =
        new LabelledCounter(
            registry,
            "dispatcher_replay_cache_hit_count",
            "Deliveries saved because the replay cache had the completion",
            PLUGINS_MAX,
            "name");
    seconds =
        new LabelledCounter(
            registry,
            "dispatcher_replay_cache_hit_seconds",
            "Seconds of plugin run time that the replay cache saved",
            PLUGINS_MAX,
            "name");
    failures =
        Counter.builder("hub_replay_failures")
            .description("Completions of the replay cache that could not be published")
            .register(registry);
  }

  void replayed(String plugin, double runtimeSeconds) {
    hits.increment(plugin);
    seconds.add(Math.round(runtimeSeconds), plugin);
  }

  void failed() {
    failures.increment();
  }
}
