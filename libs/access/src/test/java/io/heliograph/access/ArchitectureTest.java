package io.heliograph.access;

import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;

/** Nothing but the JDK. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(Architecture.of("io.heliograph.access").plain(Set.of("")));
  }
}
