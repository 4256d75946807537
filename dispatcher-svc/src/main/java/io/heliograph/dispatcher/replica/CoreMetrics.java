package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.heliograph.dispatcher.owner.StatusSignal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Counts what the core does. */
@ApplicationScoped
class CoreMetrics {
  private final LabelledCounter effects;

  CoreMetrics(MeterRegistry registry) {
    effects = new LabelledCounter(registry, "hub_status_effects_total", 16, "effect");
  }

  /** A status named a delivery of a partition that is owned here. */
  void statusEffect(StatusSignal.Effect effect) {
    effects.increment(effect.name().toLowerCase(Locale.ROOT));
  }
}
