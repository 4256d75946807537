package io.heliograph.kit.config;

import io.heliograph.testkit.reference.ConfigurationRules;

/** Every key that all services have is in the reference. */
class ConfigurationKeysTest extends ConfigurationRules {
  ConfigurationKeysTest() {
    super("libs/service-kit", "Every service");
  }
}
