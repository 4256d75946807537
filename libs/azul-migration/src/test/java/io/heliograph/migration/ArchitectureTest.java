package io.heliograph.migration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Migrations know Kafka and events; no HTTP, no configuration, no metrics. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.migration")
            .plain(Set.of(""), "org.apache.kafka..", "org.jboss.logging.."));
  }

  @Test
  void shouldUseOfTheKitKafkaAndThreadsOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.heliograph.kit.clock..",
            "io.heliograph.kit.error..",
            "io.heliograph.kit.http..",
            "io.heliograph.kit.wire..",
            "io.heliograph.dispatcher..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.heliograph.migration"));
  }
}
