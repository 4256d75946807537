package io.heliograph.local;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server that is a Java program of this project: in a JVM of its own, its class path apart from
 * ours. The program takes a properties file and a file to write its process id into once it serves.
 */
abstract sealed class JavaServer extends LocalServer permits KafkaServer, S3Server {

  private static final Duration GREETING_LIMIT = Duration.ofSeconds(1);

  private final Program program;
  private final Path readyFile;

  /**
   * A program.
   *
   * @param name for messages
   * @param folder with the built program's {@code lib/}
   * @param options of its JVM
   * @param mainClass what runs
   */
  record Program(String name, Path folder, List<String> options, String mainClass) {
    Program {
      options = List.copyOf(options);
    }
  }

  JavaServer(ServerKind kind, Placement placement, Program program) {
    super(kind, placement);
    this.program = program;
    this.readyFile = placement.data().resolve("ready.pid");
  }

  /** What the program is told; the data folder exists. */
  abstract Properties configuration() throws IOException;

  @Override
  final List<String> prepare() throws IOException {
    Files.deleteIfExists(readyFile);
    Path configuration = data().resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(configuration, StandardCharsets.UTF_8)) {
      configuration().store(writer, null);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A server without memory is gone, and is started again; it does not stay as half a server.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(program.options());
    if (!outlivesParent()) {
      // Tests are too short for it to pay to compile hot code fully.
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of("-cp", classPath(), program.mainClass()));
    command.addAll(List.of(configuration.toString(), readyFile.toString()));
    return command;
  }

  /** Sorted: an archive of shared classes is valid for one order only. */
  private String classPath() throws IOException {
    Path libraries = program.folder().resolve("lib");
    if (!Files.isDirectory(libraries)) {
      throw new LocalStackException(
          "the "
              + program.name()
              + " is not built: there is no "
              + libraries
              + "; run mvn package -pl :local-stack -am");
    }
    try (Stream<Path> jars = Files.list(libraries)) {
      return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
  }

  @Override
  final boolean isReady(long pid) {
    try {
      return Files.exists(readyFile)
          && Files.readString(readyFile).equals(Long.toString(pid))
          && kind().answers(port(), GREETING_LIMIT);
    } catch (IOException replacedJustNow) {
      return false;
    }
  }
}
