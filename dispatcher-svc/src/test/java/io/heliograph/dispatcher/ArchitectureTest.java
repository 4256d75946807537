package io.heliograph.dispatcher;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;

/** Imports run downwards only, without circles. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.dispatcher")
            .layer("replica")
            .layer("fetch", "store", "deadletter", "migration", "peer", "progress", "purge")
            .layer("replay")
            .layer("registration")
            .layer("content", "pause")
            .layer("disk")
            .layer("publish")
            .layer("log", "topic", "http")
            .layer("error")
            .layer("json", "metrics")
            .taskThreads("Workers", "Replica"));
  }
}
