package io.heliograph.dispatcher;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, without circles; the core knows neither framework nor client. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.dispatcher")
            .layer("replica")
            .layer("fetch", "store", "deadletter", "migration", "peer", "progress", "purge")
            .layer("replay")
            .layer("registration", "owner")
            .layer("subscription", "content", "pause")
            .layer("disk")
            .layer("publish", "cursor")
            .layer("filter", "log", "topic", "http")
            .layer("error")
            .layer("json", "metrics", "runtime")
            .taskThreads("Workers", "LookThreads", "ContentThreads", "Replica")
            .plain(Set.of("cursor", "subscription", "filter", "owner")));
  }
}
