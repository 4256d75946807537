package io.heliograph.content;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The store knows files, S3 and encryption; no HTTP, no configuration, no metrics. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.content")
            .layer("format")
            .taskThreads("ReplaceableThreadPool", "ContentThreads")
            .plain(
                Set.of(""),
                "com.google.crypto.tink..",
                "org.jboss.logging..",
                "software.amazon.awssdk..")
            .plain(Set.of("format"), "org.jboss.logging.."));
  }

  private final JavaClasses main =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.heliograph.content");

  @Test
  void shouldUseOfTheKitLimitsAndThreadsOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.heliograph.kit.clock..",
            "io.heliograph.kit.error..",
            "io.heliograph.kit.http..",
            "io.heliograph.kit.kafka..",
            "io.heliograph.kit.wire..",
            "io.heliograph.dispatcher..")
        .check(main);
  }

  @Test
  void shouldTellFormatsWithoutTheStore() {
    noClasses()
        .that()
        .resideInAPackage("io.heliograph.content.format")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.heliograph.content")
        .check(main);
  }
}
