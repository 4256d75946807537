package io.heliograph.injector;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, without circles; what becomes a child needs no framework. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.injector")
            .layer("api")
            .layer("inject")
            .layer("child", "copy")
            .layer("insert")
            .layer("topic", "http", "memory")
            .plain(
                Set.of("child"),
                "org.apache.kafka.clients.consumer..",
                "org.apache.kafka.common.header.."));
  }
}
