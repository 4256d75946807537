package io.heliograph.testkit;

import java.util.Set;

/** Of the hub's client, which this module depends on: it is plain Java with JSON. */
class ClientArchitectureTest extends ArchitectureRules {
  ClientArchitectureTest() {
    super(Architecture.of("io.heliograph.client").plain(Set.of(""), "com.fasterxml.jackson.."));
  }
}
