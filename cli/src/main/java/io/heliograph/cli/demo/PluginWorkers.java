package io.heliograph.cli.demo;

import io.heliograph.cli.hub.HubException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes of the two example plugins. What they print goes to a log file each; the results
 * that they report are counted on the way.
 */
final class PluginWorkers implements AutoCloseable {

  /** The names of the plugins. */
  static final List<String> PLUGINS = List.of("Entropy", "Unzip");

  /** They end by themselves if we are killed. */
  private static final String IDLE_SECONDS = "120";

  private static final Pattern RESULTS =
      Pattern.compile(" event=(\\S+) .*\\bresults=([0-9]{1,18})$");

  private final Path home;
  private final Path logs;
  private final Map<String, Long> resultsReported = new ConcurrentHashMap<>();
  private final Queue<String> pumpFailures = new ConcurrentLinkedQueue<>();
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
        List.of(
            java,
            "-Xmx128m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "Entropy.java");
    for (int i = 1; i <= each; i++) {
      start(i, "Entropy", "examples/java-entropy", entropy, target);
      start(i, "Unzip", "examples/python-unzip", List.of("python3", "unzip.py"), target);
    }
  }

  /** How many results the plugins say that they published, by the id of the event. */
  Map<String, Long> resultsReported() {
    return Map.copyOf(resultsReported);
  }

  /**
   * A worker that ended by itself has failed. One whose output is not read any more would block.
   *
   * @throws HubException when one has, naming its log
   */
  void checkAlive() {
    String unread = pumpFailures.peek();
    if (unread != null) {
      throw new HubException(unread);
    }
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
        Matcher results = RESULTS.matcher(line);
        if (results.find()) {
          resultsReported.merge(results.group(1), Long.parseLong(results.group(2)), Long::sum);
        }
      }
    } catch (IOException failure) {
      // The end of the stream while we end the worker is one, too; it is ignored then.
      pumpFailures.add("a plugin's output cannot be kept in " + log + ": " + failure.getMessage());
    }
  }
}
