package io.heliograph.event;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, without circles; events need no library, their sources YAML. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.event")
            .layer("read")
            .layer("publish")
            .layer("avro")
            .layer("json", "source")
            .plain(Set.of("", "read", "publish", "avro", "json"))
            .plain(Set.of("source"), "org.yaml.snakeyaml.."));
  }
}
