package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Copies of what runs. The hub never runs from a {@code target} folder, where the next build would
 * pull the jars from under it. A new copy is made beside the old one while that still runs, and
 * takes its place when the part is started.
 */
final class Programs {

  private static final String STAGED = ".next";

  private final HubFolders folders;

  Programs(HubFolders folders) {
    this.folders = folders;
  }

  static Path brokerBuild(Path home) {
    return home.resolve("testing/local-stack/kafka-broker/target/lib");
  }

  static Path s3Build(Path home) {
    return home.resolve("testing/local-stack/s3-server/target/lib");
  }

  /** Makes the copy of that part when what runs is of another build. */
  void stage(String name, Plan plan) {
    Optional<ServerKind> server = ServerKind.labelled(name);
    if (server.isEmpty()) {
      plan.services().stream()
          .map(Plan.PlannedService::definition)
          .filter(service -> service.name().equals(name))
          .forEach(service -> stage(name, service.application(folders.home()), ""));
    } else if (server.get() == ServerKind.KAFKA) {
      stage(name, brokerBuild(folders.home()), "lib");
    } else if (server.get() == ServerKind.S3) {
      stage(name, s3Build(folders.home()), "lib");
    }
  }

  private void stage(String name, Path build, String below) {
    Path next = folders.run().resolve(name + STAGED);
    Trees.remove(next);
    if (!ProgramDigest.of(build).equals(ProgramDigest.of(copy(name).resolve(below)))) {
      Trees.copy(build, next.resolve(below));
    }
  }

  /** The folder of the part's program: the staged copy's, when there is one. */
  Path current(String name) {
    Path next = folders.run().resolve(name + STAGED);
    Path copy = copy(name);
    if (Files.isDirectory(next)) {
      Trees.remove(copy);
      Trees.move(next, copy);
    }
    return copy;
  }

  private Path copy(String name) {
    return folders.run().resolve(name);
  }
}
