package io.heliograph.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Runs the launcher as a user does, in a process of its own, on a state folder of its own. */
final class LauncherRun {

  private static final int[] PORTS = {19_092, 16_379, 8111, 9111};

  private final Path home;
  private final Path state;
  private final List<String> jvm;

  LauncherRun(Path home, Path state) {
    this(home, state, List.of());
  }

  /** With further options of the launcher's JVM. */
  LauncherRun(Path home, Path state, List<String> jvm) {
    this.home = home;
    this.state = state;
    this.jvm = List.copyOf(jvm);
  }

  /** What a command printed, on both streams or on standard output alone, and its exit code. */
  record Outcome(int exitCode, String output) {}

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return run(ProcessBuilder.Redirect.PIPE, arguments);
  }

  private Outcome run(ProcessBuilder.Redirect errors, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(jvm);
    command.add("-Dheliograph.home=" + home);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
    builder.redirectErrorStream(errors == ProcessBuilder.Redirect.PIPE);
    builder.environment().put("HELIOGRAPH_STATE", state.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  /** The list of `status --json`. */
  JsonNode status() throws IOException, InterruptedException {
    String output = run(ProcessBuilder.Redirect.INHERIT, "status", "--json").output();
    try {
      return new ObjectMapper().readTree(output);
    } catch (JsonProcessingException failure) {
      throw new IOException("status --json printed: " + output, failure);
    }
  }

  /** What `status --json` says of a part. */
  JsonNode part(String name) throws IOException, InterruptedException {
    for (JsonNode part : status()) {
      if (part.get("name").asText().equals(name)) {
        return part;
      }
    }
    return MissingNode.getInstance();
  }

  /** The process id of a part, 0 when it does not run. */
  long pid(String name) throws IOException, InterruptedException {
    return part(name).path("pid").asLong();
  }

  /** An offset that leads to free ports, whatever else runs on the machine. */
  static int freeOffset() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(1_500, 12_000))
        .filter(offset -> IntStream.of(PORTS).allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
