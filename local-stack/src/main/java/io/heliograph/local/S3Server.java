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

/** An S3Proxy over a folder, in a JVM of its own; it takes signed requests only. */
public final class S3Server extends LocalServer {

  /** The access key that it knows. */
  public static final String ACCESS_KEY = "heliograph";

  /** The secret that belongs to it: no secret, the server is on the loopback address. */
  public static final String SECRET_KEY = "heliograph-local";

  private static final Duration GREETING_LIMIT = Duration.ofSeconds(1);

  private final Path program;
  private final Path readyFile;

  S3Server(Placement placement, Path program) {
    super(ServerKind.S3, placement);
    this.program = program;
    this.readyFile = placement.data().resolve("ready.pid");
  }

  /** What a client takes as its endpoint; buckets are part of the path. */
  public String endpoint() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  List<String> prepare() throws IOException {
    Files.deleteIfExists(readyFile);
    Path objects = Files.createDirectories(data().resolve("objects"));
    Properties properties = new Properties();
    properties.setProperty("s3proxy.endpoint", endpoint());
    properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
    properties.setProperty("s3proxy.identity", ACCESS_KEY);
    properties.setProperty("s3proxy.credential", SECRET_KEY);
    // Clients name the object's size when they complete parts; it knows no such header.
    properties.setProperty("s3proxy.ignore-unknown-headers", "true");
    properties.setProperty("jclouds.provider", "filesystem-nio2");
    properties.setProperty("jclouds.filesystem.basedir", objects.toString());
    Path configuration = data().resolve("s3proxy.properties");
    try (Writer writer = Files.newBufferedWriter(configuration, StandardCharsets.UTF_8)) {
      properties.store(writer, null);
    }
    return command(configuration);
  }

  private List<String> command(Path configuration) throws IOException {
    Path libraries = program.resolve("lib");
    if (!Files.isDirectory(libraries)) {
      throw new LocalStackException(
          "the S3 server is not built: there is no "
              + libraries
              + "; run mvn package -pl local-stack -am");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-Xshare:auto"));
    if (!outlivesParent()) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.add("-cp");
    try (Stream<Path> jars = Files.list(libraries)) {
      command.add(
          jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator)));
    }
    command.add("io.heliograph.s3.S3Process");
    command.add(configuration.toString());
    command.add(readyFile.toString());
    return command;
  }

  @Override
  boolean isReady(long pid) {
    try {
      return Files.exists(readyFile)
          && Files.readString(readyFile).equals(Long.toString(pid))
          && kind().answers(port(), GREETING_LIMIT);
    } catch (IOException replacedJustNow) {
      return false;
    }
  }
}
