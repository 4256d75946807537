package io.heliograph.dashboard.config;

import io.heliograph.testkit.reference.MetricRules;

/** Every metric of the service is in the catalogue, with what the code says of it. */
class MetricsTest extends MetricRules {
  MetricsTest() {
    super("dashboard-svc", "Dashboard");
  }
}
