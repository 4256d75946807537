package io.heliograph.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command of the broker's JVM: small, quick to start, its class path apart from ours. */
final class BrokerJvm {

  private BrokerJvm() {}

  /**
   * The command up to the main class.
   *
   * @param broker the folder with the built broker's {@code lib/}
   * @param longLived whether it pays to compile hot code fully; tests are too short for that
   */
  static List<String> command(Path broker, boolean longLived) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms96m", "-Xmx512m", "-XX:+UseSerialGC"));
    if (!longLived) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    // Halves the start. The archive is written when a broker ends, ignored when it does not fit.
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + broker.resolve("broker.jsa"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(classPath(broker.resolve("lib")));
    command.add("io.heliograph.broker.BrokerProcess");
    return command;
  }

  /** Sorted: the archive is valid for one order only. */
  private static String classPath(Path libraries) throws IOException {
    if (!Files.isDirectory(libraries)) {
      throw new LocalStackException(
          "the Kafka broker is not built: there is no "
              + libraries
              + "; run mvn package -pl local-stack -am");
    }
    try (Stream<Path> jars = Files.list(libraries)) {
      return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
  }
}
