package io.heliograph.record;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, without circles; nothing but the JDK. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.record")
            .layer("seal")
            .layer("large", "sign", "tag", "key")
            .layer("rule")
            .layer("json")
            .plain(Set.of("", "json", "rule", "sign", "tag", "large"))
            .plain(Set.of("seal", "key"), "javax.crypto.."));
  }
}
