package io.heliograph.dispatcher;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;

/** Imports run downwards only, without circles. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.dispatcher")
            .layer("node")
            .layer("fetch", "deadletter", "migration", "cluster", "eventinfo", "purge", "simulate")
            .layer("replay", "retry")
            .layer("registration")
            .layer("content", "pause")
            .layer("disk")
            .layer("publish")
            .layer("kafka", "topic", "http")
            .layer("error")
            .layer("json", "metrics")
            .taskThreads("PublishExecutor", "DispatcherNode"));
  }
}
