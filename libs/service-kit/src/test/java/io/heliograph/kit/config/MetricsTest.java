package io.heliograph.kit.config;

import io.heliograph.testkit.reference.MetricRules;

/** Every metric that all services have is in the catalogue, with what the code says of it. */
class MetricsTest extends MetricRules {
  MetricsTest() {
    super("libs/service-kit", "Every service");
  }
}
