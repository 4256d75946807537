package io.heliograph.ipni;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, and nothing needs more than the JDK. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.ipni")
            .layer("head", "snapshot", "ad", "car")
            .layer("key", "dag")
            .layer("multiformat")
            .plain(Set.of("", "head", "snapshot", "ad", "car", "key", "dag", "multiformat")));
  }
}
