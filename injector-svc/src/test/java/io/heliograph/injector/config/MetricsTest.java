package io.heliograph.injector.config;

import io.heliograph.testkit.reference.MetricRules;

/** Every metric of the service is in the catalogue, with what the code says of it. */
class MetricsTest extends MetricRules {
  MetricsTest() {
    super("injector-svc", "Injector");
  }
}
