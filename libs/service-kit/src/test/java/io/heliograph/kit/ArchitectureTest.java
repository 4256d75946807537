package io.heliograph.kit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.heliograph.event.TopicSpec;
import io.heliograph.testkit.Architecture;
import io.heliograph.testkit.ArchitectureRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Imports run downwards only, without circles; limits need no framework. */
class ArchitectureTest extends ArchitectureRules {
  ArchitectureTest() {
    super(
        Architecture.of("io.heliograph.kit")
            .layer("wire", "error")
            .layer("http", "kafka", "health")
            .layer("thread")
            .layer("limit", "clock", "metric", "config")
            .taskThreads("SupervisedThread")
            .httpInternals("GuardedTransportProvider", "HeadDeadline", "StrictRequestDecoder")
            .plain(Set.of("limit"), "org.jboss.logging.."));
  }

  /** Of the hub's own the kit knows the declaration of a topic, no event. */
  @Test
  void shouldKnowNothingOfEventsButTheDeclarationOfATopic() {
    noClasses()
        .that()
        .resideInAPackage("io.heliograph.kit..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.heliograph.event..").and(not(type(TopicSpec.class))))
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.heliograph.kit"));
  }
}
