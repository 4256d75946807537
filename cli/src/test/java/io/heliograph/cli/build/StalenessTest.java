package io.heliograph.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reactor of three modules, the service made from the model and not from the tool. */
class StalenessTest {

  private static final FileTime OLD = FileTime.fromMillis(1_000_000_000_000L);
  private static final FileTime BUILT = FileTime.fromMillis(1_100_000_000_000L);
  private static final FileTime NEW = FileTime.fromMillis(1_200_000_000_000L);

  @TempDir private Path home;

  @BeforeEach
  void reactor() throws IOException {
    write(
        "pom.xml",
        "<project><modules><module>model</module><module>parts/tool</module>"
            + "<module>one-svc</module></modules></project>");
    module("model", "event-model");
    module("parts/tool", "tool");
    module("one-svc", "one-svc", "event-model");
    write("one-svc/target/quarkus-app/quarkus-run.jar", "jar");
    touchAll(OLD);
    touch("one-svc/target/quarkus-app/quarkus-run.jar", BUILT);
  }

  @Test
  void shouldBeFreshWhenTheArtefactIsNewerThanEverySource() {
    assertThat(isStale("one-svc")).isFalse();
  }

  @Test
  void shouldBeStaleWhenThereIsNoArtefact() {
    assertThat(isStale("parts/tool")).isTrue();
  }

  @Test
  void shouldBeStaleWhenASourceOfANeededModuleIsNewer() throws IOException {
    touch("model/src/main/java/Source.java", NEW);

    assertThat(isStale("one-svc")).isTrue();
  }

  @Test
  void shouldBeStaleWhenTheRootPomIsNewer() throws IOException {
    touch("pom.xml", NEW);

    assertThat(isStale("one-svc")).isTrue();
  }

  @Test
  void shouldBeFreshWhenOnlyAModuleThatItDoesNotNeedIsNewer() throws IOException {
    touch("parts/tool/src/main/java/Source.java", NEW);

    assertThat(isStale("one-svc")).isFalse();
  }

  @Test
  void shouldBeStaleWhenAFileWasRemoved() throws IOException {
    Files.delete(home.resolve("model/src/main/java/Source.java"));

    assertThat(isStale("one-svc")).isTrue();
  }

  @Test
  void shouldTakeTheTimeOfTheClassCacheWhenThereIsOne() throws IOException {
    write("one-svc/target/quarkus-app/app.aot", "classes");
    touch("one-svc/target/quarkus-app/app.aot", NEW);
    touch("model/src/main/java/Source.java", BUILT);

    assertThat(isStale("one-svc")).isFalse();
    assertThat(Staleness.artefact(home, "one-svc"))
        .contains(home.resolve("one-svc/target/quarkus-app/app.aot"));
  }

  @Test
  void shouldFindTheModulesThatOneNeeds() {
    assertThat(new Reactor(home).withNeeded("one-svc")).isEqualTo(Set.of("one-svc", "model"));
  }

  private boolean isStale(String module) {
    return new Staleness(home, new Reactor(home)).isStale(module);
  }

  private void module(String folder, String artifact, String... needed) throws IOException {
    StringBuilder dependencies = new StringBuilder();
    for (String name : needed) {
      dependencies.append(
          "<dependency><groupId>io.heliograph</groupId><artifactId>"
              + name
              + "</artifactId></dependency>");
    }
    write(
        folder + "/pom.xml",
        "<project><parent><artifactId>heliograph</artifactId></parent><artifactId>"
            + artifact
            + "</artifactId><dependencies>"
            + dependencies
            + "</dependencies></project>");
    write(folder + "/src/main/java/Source.java", "class Source {}");
  }

  private void write(String path, String text) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void touch(String path, FileTime time) throws IOException {
    Files.setLastModifiedTime(home.resolve(path), time);
  }

  private void touchAll(FileTime time) throws IOException {
    try (Stream<Path> paths = Files.walk(home)) {
      for (Path path : paths.toList()) {
        Files.setLastModifiedTime(path, time);
      }
    }
  }
}
