package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule lets a sound module pass and names the class that breaks it. */
class ArchitectureRulesTest {
  private static final String FIXTURE = "io.heliograph.testkit.fixture.";

  /** Takes what it is given for the main classes of a module. */
  private static final class Rules extends ArchitectureRules {
    Rules(Architecture architecture) {
      super(architecture, new ClassFileImporter().importPackages(architecture.root()));
    }
  }

  private static Architecture layered(String module) {
    return Architecture.of(FIXTURE + module)
        .layer("upper")
        .layer("lower")
        .plain(Set.of("lower", "upper"));
  }

  private record Rule(String breaker, Consumer<ArchitectureRules> check) {
    @Override
    public String toString() {
      return breaker;
    }
  }

  static Stream<Rule> rules() {
    return Stream.of(
        new Rule("broken.lower.Lower", ArchitectureRules::shouldImportDownwardsOnly),
        new Rule("Cycle detected: Slice lower", ArchitectureRules::shouldHaveNoCircles),
        new Rule("broken.lower.Loop", ArchitectureRules::shouldRunLoopsOnSupervisedThreadsOnly),
        new Rule("broken.lower.Pool", ArchitectureRules::shouldRunLoopsOnSupervisedThreadsOnly),
        new Rule("broken.lower.Reader", ArchitectureRules::shouldMakeClientsOfKafkaInOnePlaceOnly),
        new Rule("broken.lower.Asker", ArchitectureRules::shouldMakeClientsOfKafkaInOnePlaceOnly),
        new Rule(
            "broken.lower.Internals",
            ArchitectureRules::shouldUseNothingThatTheHttpLibraryKeepsToItself),
        new Rule(
            "broken.lower.Library",
            ArchitectureRules::shouldKeepPlainPackagesFreeOfOtherLibraries));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldNameTheClassThatBreaksARule(Rule rule) {
    assertThatCode(() -> rule.check().accept(new Rules(layered("sound"))))
        .doesNotThrowAnyException();

    assertThatThrownBy(() -> rule.check().accept(new Rules(layered("broken"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(rule.breaker());
  }

  @Test
  void shouldLetTheNamedClassesPass() {
    Rules rules =
        new Rules(layered("broken").taskThreads("Loop", "Pool").httpInternals("Internals"));

    assertThatCode(rules::shouldRunLoopsOnSupervisedThreadsOnly).doesNotThrowAnyException();
    assertThatCode(rules::shouldUseNothingThatTheHttpLibraryKeepsToItself)
        .doesNotThrowAnyException();
  }

  @Test
  void shouldLetANamedLibraryPass() {
    Architecture architecture =
        Architecture.of(FIXTURE + "broken")
            .plain(Set.of("lower"), "com.tngtech.archunit..", "io.vertx..", "org.apache.kafka..");

    assertThatCode(new Rules(architecture)::shouldKeepPlainPackagesFreeOfOtherLibraries)
        .doesNotThrowAnyException();
  }

  @Test
  void shouldDemandALayerForEveryPackageAndAPackageForEveryLayer() {
    Architecture upper = Architecture.of(FIXTURE + "sound").layer("upper");

    assertThatCode(new Rules(upper.layer("lower"))::shouldHaveALayerForEveryPackage)
        .doesNotThrowAnyException();
    assertThatThrownBy(new Rules(upper)::shouldHaveALayerForEveryPackage)
        .hasMessageContaining("lower");
    assertThatThrownBy(
            new Rules(upper.layer("lower").layer("cellar"))::shouldHaveALayerForEveryPackage)
        .hasMessageContaining("cellar");
  }
}
