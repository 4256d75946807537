package io.heliograph.dashboard.rooms;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
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
import java.util.Set;
import java.util.Timer;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;

/** Imports run downwards only, without circles; the domain knows neither framework nor client. */
class RoomsTest {
  private static final String ROOT = "io.heliograph.dashboard.";

  /** From the top floor down: a package may use those of the floors below its own. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("live"),
          Set.of("api", "peer", "honour", "replay", "http"),
          Set.of("feed"),
          Set.of("ingest", "read"),
          Set.of("core"),
          Set.of("store", "topic"),
          Set.of("message"),
          Set.of("geo"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.heliograph.dashboard");

  @Test
  void shouldHaveAFloorForEveryRoom() {
    Set<String> rooms = new TreeSet<>();
    CLASSES.forEach(
        one -> {
          String name = one.getPackageName();
          if (name.startsWith(ROOT)) {
            rooms.add(name.substring(ROOT.length()));
          }
        });
    Set<String> planned = new TreeSet<>();
    FLOORS.forEach(planned::addAll);

    assertThat(planned).isEqualTo(rooms);
  }

  @Test
  void shouldImportDownwardsOnly() {
    for (int floor = 1; floor < FLOORS.size(); floor++) {
      List<String> above = new ArrayList<>();
      FLOORS.subList(0, floor).forEach(rooms -> rooms.forEach(room -> above.add(ROOT + room)));
      for (String room : FLOORS.get(floor)) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + room)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above.toArray(String[]::new))
            .check(CLASSES);
      }
    }
  }

  /** A loop that ends on a thread of its own would go unseen. */
  @Test
  void shouldRunLoopsOnSupervisedThreadsOnly() {
    noClasses()
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
        .check(CLASSES);
  }

  @Test
  void shouldHaveNoCircles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void shouldKeepTheDomainFreeOfFrameworkAndClients() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + "message", ROOT + "geo")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.heliograph..",
            "org.jspecify..",
            "com.fasterxml.jackson..",
            "com.maxmind.db..",
            "com.google.i18n.phonenumbers..",
            "org.jboss.logging..")
        .check(CLASSES);
  }

  @Test
  void shouldUseNothingThatTheHttpLibraryKeepsToItself() {
    noClasses().should().dependOnClassesThat().resideInAPackage("io.vertx..impl..").check(CLASSES);
  }
}
