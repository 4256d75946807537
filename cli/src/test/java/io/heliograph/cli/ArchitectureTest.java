package io.heliograph.cli;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;

/** Imports run downwards only, without circles. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.cli")
            .layer("build", "demo", "migrate", "record", "suite")
            .layer("hub")
            .taskThreads("IdentifyCommand", "Loader", "PluginWorkers", "Progress"));
  }
}
