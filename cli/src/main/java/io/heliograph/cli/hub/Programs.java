package io.heliograph.cli.hub;

import java.nio.file.Path;

/**
 * Copies of what runs. The hub never runs from a {@code target} folder, where the next build would
 * pull the jars from under it.
 */
final class Programs {

  private final HubFolders folders;

  Programs(HubFolders folders) {
    this.folders = folders;
  }

  static Path brokerBuild(Path home) {
    return home.resolve("local-stack/kafka-broker/target/lib");
  }

  /** The folder that holds the broker's {@code lib/}; its class-data archive stays when it fits. */
  Path broker() {
    Path copy = folders.run().resolve("kafka");
    refresh(brokerBuild(folders.home()), copy.resolve("lib"), copy);
    return copy;
  }

  static Path s3Build(Path home) {
    return home.resolve("local-stack/s3-server/target/lib");
  }

  /** The folder that holds the S3 server's {@code lib/}. */
  Path s3Server() {
    Path copy = folders.run().resolve("s3");
    refresh(s3Build(folders.home()), copy.resolve("lib"), copy);
    return copy;
  }

  /** The folder that holds {@code quarkus-run.jar}. */
  Path service(ServiceDefinition service) {
    Path copy = folders.run().resolve(service.name());
    refresh(service.application(folders.home()), copy, copy);
    return copy;
  }

  private static void refresh(Path build, Path copy, Path outdated) {
    if (!ProgramDigest.of(build).equals(ProgramDigest.of(copy))) {
      Trees.remove(outdated);
      Trees.copy(build, copy);
    }
  }
}
