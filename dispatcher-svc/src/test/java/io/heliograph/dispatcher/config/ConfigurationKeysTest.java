package io.heliograph.dispatcher.config;

import io.heliograph.testkit.reference.ServiceConfigurationRules;

/** Every key of the service is in the reference, and in the list that the launcher reads. */
class ConfigurationKeysTest extends ServiceConfigurationRules {
  ConfigurationKeysTest() {
    super("dispatcher-svc", "Dispatcher");
  }
}
