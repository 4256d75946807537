package io.heliograph.reconciliation;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, without circles; nothing but the JDK and the plain modules. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.reconciliation")
            .layer("node")
            .layer("member", "provider", "writer")
            .layer("snapshot", "range")
            .layer("chain")
            .layer("alert", "event")
            .plain(
                Set.of(
                    "node",
                    "member",
                    "provider",
                    "writer",
                    "snapshot",
                    "range",
                    "chain",
                    "alert",
                    "event")));
  }
}
