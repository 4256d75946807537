package io.heliograph.kit;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, without circles; limits need no framework. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.kit")
            .layer("wire", "error")
            .layer("http", "kafka")
            .layer("thread")
            .layer("limit", "clock", "config")
            .taskThreads("SupervisedThread")
            .httpInternals("GuardedTransportProvider", "HeadDeadline", "StrictRequestDecoder")
            .plain(Set.of("limit"), "org.jboss.logging.."));
  }
}
