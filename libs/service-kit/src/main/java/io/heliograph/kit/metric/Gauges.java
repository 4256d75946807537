package io.heliograph.kit.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * Registers gauges that show what they are registered for. Micrometer by itself keeps a former
 * gauge of the same name, such as one of an application that failed to start before in the same
 * process, and refers to its object weakly: once that is gone, a registry that is added later does
 * not get the gauge at all.
 */
public final class Gauges {
  private Gauges() {}

  /** Registers a gauge without tags in the place of a former one; holds what the value reads. */
  public static void register(
      MeterRegistry registry, String name, String description, Supplier<Number> value) {
    registry.find(name).gauges().forEach(registry::remove);
    Gauge.builder(name, value).description(description).register(registry);
  }
}
