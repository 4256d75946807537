package io.heliograph.cli.build;

import io.heliograph.cli.hub.HubException;
import io.heliograph.local.ClassCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the time of a module's artefact with the newest of its sources and poms, those of the
 * modules that it needs included. Folders count too: a removed file changes its folder's time.
 */
final class Staleness {

  private final Path home;
  private final Reactor reactor;

  Staleness(Path home, Reactor reactor) {
    this.home = home;
    this.reactor = reactor;
  }

  boolean isStale(String module) {
    Optional<FileTime> built = newest(artefact(home, module).filter(Files::isRegularFile).stream());
    return built.isEmpty() || newestSource(module).compareTo(built.get()) > 0;
  }

  /** What the last step of the module's build writes, or empty when the module is not built. */
  static Optional<Path> artefact(Path home, String module) {
    Path target = home.resolve(module).resolve("target");
    Path service = target.resolve("quarkus-app").resolve("quarkus-run.jar");
    if (Files.exists(service)) {
      // Not the jar, whose time must stay: the cache of classes fits no jar of another time.
      return Optional.of(ClassCache.of(service).orElse(service));
    }
    String own = Path.of(module).getFileName() + "-";
    for (Path folder : new Path[] {target.resolve("lib"), target}) {
      if (Files.isDirectory(folder)) {
        Optional<Path> jar = ownJar(folder, own);
        if (jar.isPresent()) {
          return jar;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> ownJar(Path folder, String prefix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst();
    } catch (IOException failure) {
      throw new HubException("cannot list " + folder, failure);
    }
  }

  private FileTime newestSource(String module) {
    Set<String> modules = reactor.withNeeded(module);
    Stream<Path> sources =
        modules.stream()
            .map(home::resolve)
            .flatMap(folder -> Stream.concat(Stream.of(folder.resolve("pom.xml")), main(folder)));
    return newest(Stream.concat(Stream.of(home.resolve("pom.xml")), sources))
        .orElseThrow(() -> new HubException("there is no pom.xml in " + home));
  }

  private static Stream<Path> main(Path module) {
    Path sources = module.resolve("src").resolve("main");
    if (!Files.isDirectory(sources)) {
      return Stream.empty();
    }
    try (Stream<Path> paths = Files.walk(sources)) {
      return paths.toList().stream();
    } catch (IOException failure) {
      throw new HubException("cannot read " + sources, failure);
    }
  }

  private static Optional<FileTime> newest(Stream<Path> paths) {
    return paths.map(Staleness::time).max(Comparator.naturalOrder());
  }

  private static FileTime time(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException failure) {
      throw new HubException("cannot read the time of " + path, failure);
    }
  }
}
