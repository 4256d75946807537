package io.heliograph.cli.demo;

import io.heliograph.cli.hub.HubException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The processes of the two example plugins. What they print goes to a log file each; the results
 * that they report are counted on the way.
 */
final class PluginWorkers implements AutoCloseable {

  /** The names of the plugins. */
  static final List<String> PLUGINS = List.of("Entropy", "Unzip");

  /** They end by themselves if we are killed. */
  private static final String IDLE_SECONDS = "120";

  private static final String RESULTS = " results=";

  private final Path home;
  private final Path logs;
  private final AtomicLong resultsReported = new AtomicLong();
  private final List<Process> processes = new ArrayList<>();
  private final List<Thread> pumps = new ArrayList<>();
  private final Thread atExit = new Thread(this::end);

  PluginWorkers(Path home, Path logs) {
    this.home = home;
    this.logs = logs;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts so many workers of each plugin.
   *
   * @throws HubException when a program is missing
   */
  void start(Target target, int each) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> entropy =
        List.of(java, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "Entropy.java");
    for (int i = 1; i <= each; i++) {
      start(i, "Entropy", "examples/java-entropy", entropy, target);
      start(i, "Unzip", "examples/python-unzip", List.of("python3", "unzip.py"), target);
    }
  }

  /** What the plugins say that they published. */
  long resultsReported() {
    return resultsReported.get();
  }

  /**
   * A worker that ended has failed: nobody asked it to.
   *
   * @throws HubException when one has, naming its log
   */
  void checkAlive() {
    for (int i = 0; i < processes.size(); i++) {
      if (!processes.get(i).isAlive()) {
        throw new HubException(
            "a plugin ended with exit code %d; see %s"
                .formatted(processes.get(i).exitValue(), pumps.get(i).getName()));
      }
    }
  }

  /** Ends the workers; all they printed is counted on return. */
  void stop() {
    end();
    try {
      for (int i = 0; i < processes.size(); i++) {
        if (!processes.get(i).waitFor(10, TimeUnit.SECONDS)) {
          processes.get(i).destroyForcibly();
        }
        pumps.get(i).join(TimeUnit.SECONDS.toMillis(10));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private synchronized void end() {
    // Not Process.destroy: that closes the stream before its last lines are read.
    processes.forEach(process -> process.toHandle().destroy());
  }

  private synchronized void start(
      int number, String plugin, String folder, List<String> program, Target target) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("--url", target.url(), "--content-url", target.contentUrl()));
    command.addAll(List.of("--name", plugin, "--idle-seconds", IDLE_SECONDS));
    Path log = logs.resolve("demo-" + plugin + "-" + number + ".log");
    try {
      Files.createDirectories(logs);
      Process process =
          new ProcessBuilder(command)
              .directory(home.resolve(folder).toFile())
              .redirectErrorStream(true)
              .start();
      processes.add(process);
      pumps.add(Thread.ofVirtual().name(log.toString()).start(() -> pump(process, log)));
    } catch (IOException failure) {
      throw new HubException("cannot start the plugin " + plugin + ": " + failure.getMessage());
    }
  }

  private void pump(Process process, Path log) {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(line);
        int results = line.lastIndexOf(RESULTS);
        if (results > 0 && line.contains(" event=")) {
          resultsReported.addAndGet(Long.parseLong(line.substring(results + RESULTS.length())));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + log, failure);
    }
  }
}
