package io.heliograph.coordinator;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, without circles; nothing but the JDK and the plain modules. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.coordinator")
            .layer("state", "cluster")
            .layer("fetch")
            .layer("shard")
            .layer("view")
            .layer("subscription", "pause")
            .layer("cursor")
            .layer("filter", "log", "codec")
            .layer("runtime")
            .plain(
                Set.of(
                    "state",
                    "cluster",
                    "fetch",
                    "shard",
                    "view",
                    "subscription",
                    "pause",
                    "cursor",
                    "filter",
                    "log",
                    "codec",
                    "runtime")));
  }
}
