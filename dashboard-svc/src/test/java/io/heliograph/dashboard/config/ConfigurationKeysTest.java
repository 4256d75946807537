package io.heliograph.dashboard.config;

import io.heliograph.testkit.reference.ServiceConfigurationRules;

/** Every key of the service is in the reference, and in the list that the launcher reads. */
class ConfigurationKeysTest extends ServiceConfigurationRules {
  ConfigurationKeysTest() {
    super("dashboard-svc", "Dashboard");
  }
}
