package io.heliograph.dashboard;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, without circles; the domain knows neither framework nor client. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.dashboard")
            .layer("live")
            .layer("api", "misp", "award", "replay", "http")
            .layer("feed")
            .layer("ingest", "read")
            .layer("core")
            .layer("store", "topic")
            .layer("message")
            .layer("geo")
            .plain(
                Set.of("message", "geo"),
                "com.fasterxml.jackson..",
                "com.maxmind.db..",
                "com.google.i18n.phonenumbers..",
                "org.jboss.logging.."));
  }
}
