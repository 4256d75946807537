package io.heliograph.testkit;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The rules that every module keeps. A module's {@code ArchitectureTest} extends this class and
 * gives its {@link Architecture}; the main classes below its root are read once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureRules {
  private static final String KAFKA = "org.apache.kafka.";
  private static final String KAFKA_CLIENTS = "io.heliograph.kit.kafka";

  /** Classes that make clients of Kafka all the same, by their simple names, and why. */
  private static final Map<String, String> OWN_KAFKA_CLIENTS =
      Map.of("TopicTail", "the demo's audit reads past the hub, without any of its code");

  private final Architecture architecture;
  private final JavaClasses main;

  /** For the main classes of the module under test. */
  protected ArchitectureRules(Architecture architecture) {
    this(
        architecture,
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(architecture.root()));
  }

  ArchitectureRules(Architecture architecture, JavaClasses main) {
    this.architecture = architecture;
    this.main = main;
  }

  @Test
  void shouldHaveALayerForEveryPackage() {
    String below = architecture.root() + ".";
    Set<String> present = new TreeSet<>();
    main.forEach(
        one -> {
          String name = one.getPackageName();
          if (name.startsWith(below)) {
            present.add(name.substring(below.length()));
          }
        });
    Set<String> planned = new TreeSet<>();
    architecture.layers().forEach(planned::addAll);

    assertThat(planned).isEqualTo(present);
  }

  @Test
  void shouldImportDownwardsOnly() {
    List<String> above = new ArrayList<>();
    for (Set<String> layer : architecture.layers()) {
      if (!above.isEmpty()) {
        noClasses()
            .that()
            .resideInAnyPackage(named(layer))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above.toArray(String[]::new))
            .check(main);
      }
      above.addAll(List.of(named(layer)));
    }
  }

  @Test
  void shouldHaveNoCircles() {
    slices()
        .matching(architecture.root() + ".(*)..")
        .should()
        .beFreeOfCycles()
        // A module of one package has no slices, and no layers.
        .allowEmptyShould(architecture.layers().isEmpty())
        .check(main);
  }

  /** A loop that ends on a thread of its own would go unseen. */
  @Test
  void shouldRunLoopsOnSupervisedThreadsOnly() {
    noClasses()
        .that()
        .haveNameNotMatching(anyOf(architecture.taskThreads()))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Executors.class,
            ThreadPoolExecutor.class,
            ScheduledExecutorService.class,
            ForkJoinPool.class,
            Timer.class,
            Thread.Builder.class,
            Thread.Builder.OfPlatform.class,
            Thread.Builder.OfVirtual.class)
        .orShould()
        .callConstructorWhere(target(owner(assignableTo(Thread.class))))
        .orShould()
        .callMethod(Thread.class, "startVirtualThread", Runnable.class)
        .check(main);
  }

  /** A client that is made elsewhere lacks the properties that all have in common. */
  @Test
  void shouldMakeClientsOfKafkaInOnePlaceOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(KAFKA_CLIENTS)
        .and()
        .haveNameNotMatching(anyOf(OWN_KAFKA_CLIENTS.keySet()))
        .should()
        .callConstructorWhere(target(owner(assignableTo(KAFKA + "clients.consumer.KafkaConsumer"))))
        .orShould()
        .callConstructorWhere(target(owner(assignableTo(KAFKA + "clients.producer.KafkaProducer"))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(KAFKA + "clients.admin.Admin"))).and(target(name("create"))))
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  void shouldUseNothingThatTheHttpLibraryKeepsToItself() {
    noClasses()
        .that()
        .haveNameNotMatching(anyOf(architecture.httpInternals()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..impl..")
        .check(main);
  }

  @Test
  void shouldKeepPlainPackagesFreeOfOtherLibraries() {
    for (Architecture.Plain plain : architecture.plain()) {
      classes()
          .that()
          .resideInAnyPackage(named(plain.packages()))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of("java..", "io.heliograph..", "org.jspecify.."),
                      plain.libraries().stream())
                  .toArray(String[]::new))
          .check(main);
    }
  }

  private String[] named(Set<String> packages) {
    return packages.stream().map(architecture::named).toArray(String[]::new);
  }

  private static String anyOf(Set<String> simpleNames) {
    return ".*\\.(" + String.join("|", simpleNames) + ")";
  }
}
