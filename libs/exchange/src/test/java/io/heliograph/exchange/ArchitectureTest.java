package io.heliograph.exchange;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Imports run downwards only, without circles; the domain needs the JDK and Jackson. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.exchange")
            .layer("peer")
            .layer("convert")
            .layer("intelmq")
            .layer("envelope")
            .layer("field")
            .layer("field.net", "field.time")
            .layer("json")
            .plain(
                Set.of("", "peer", "convert", "intelmq", "envelope", "field", "json"),
                "com.fasterxml.jackson..")
            .plain(Set.of("field.net", "field.time")));
  }
}
