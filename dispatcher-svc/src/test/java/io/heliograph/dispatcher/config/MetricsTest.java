package io.heliograph.dispatcher.config;

import io.heliograph.testkit.reference.MetricRules;

/** Every metric of the service is in the catalogue, with what the code says of it. */
class MetricsTest extends MetricRules {
  MetricsTest() {
    super("dispatcher-svc", "Dispatcher");
  }
}
