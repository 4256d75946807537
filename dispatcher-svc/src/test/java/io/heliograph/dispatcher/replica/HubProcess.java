package io.heliograph.dispatcher.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged service as a process of its own, to be killed, stopped and started again. */
public final class HubProcess implements AutoCloseable {
  private final String bootstrap;
  private final int slot;
  private final Path folder;
  private final int port;
  private final int managementPort;
  private final List<String> settings;
  private final List<String> launcher = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  /**
   * Not started yet.
   *
   * @param settings configuration as {@code key=value}
   */
  public HubProcess(String bootstrap, int slot, Path folder, String... settings) {
    this.bootstrap = bootstrap;
    this.slot = slot;
    this.folder = folder;
    this.port = freePort();
    this.managementPort = freePort();
    this.settings = new ArrayList<>(List.of(settings));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public Path log() {
    return folder.resolve("dispatcher-" + slot + ".log");
  }

  /** Adds configuration for the next start. */
  public HubProcess with(String setting) {
    settings.add(setting);
    return this;
  }

  /** A command that runs the words after its own as a program, in the same process. */
  public HubProcess through(List<String> words) {
    launcher.clear();
    launcher.addAll(words);
    return this;
  }

  /** Options of the JVM that count more than the usual ones. */
  public HubProcess jvm(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Where the process keeps its data. */
  public Path data() {
    return folder.resolve("data-" + slot);
  }

  /** A path as the process sees it, which may have mounts of its own. */
  public Path inside(Path path) {
    return Path.of("/proc/" + process.pid() + "/root" + path.toAbsolutePath());
  }

  /** Where its metrics and its health are. */
  public String managementUrl() {
    return "http://127.0.0.1:" + managementPort;
  }

  /** Resident memory of the process. */
  public long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  public HubProcess start() {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.add("-Dkafka.bootstrap.servers=" + bootstrap);
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dquarkus.management.port=" + managementPort);
    command.add("-Dhub.dispatcher.slot=" + slot);
    command.add("-Dhub.dispatcher.address=127.0.0.1:" + port);
    command.add("-Dhub.data.directory=" + data());
    settings.forEach(setting -> command.add("-D" + setting));
    command.add("-jar");
    command.add(Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return this;
  }

  public HubProcess awaitReady() {
    Awaitility.await("ready, see " + log())
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(this::ready);
    return this;
  }

  /** Returns when it answers, whether Kafka is there or not. */
  public HubProcess awaitAnswering() {
    Awaitility.await("answering, see " + log())
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> answers(URI.create(url() + "/")));
    return this;
  }

  private boolean ready() throws IOException, InterruptedException {
    return answers(URI.create(managementUrl() + "/q/health/ready"));
  }

  private boolean answers(URI page) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  /** Its metrics whose names begin so, for messages of tests; why not, when it does not answer. */
  String metrics(String prefix) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(managementUrl() + "/metrics")).build();
      StringBuilder lines = new StringBuilder("replica " + slot + '\n');
      http.send(request, HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(prefix))
          .forEach(line -> lines.append(line).append('\n'));
      return lines.toString();
    } catch (IOException away) {
      return away + "\n";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** SIGKILL; returns when the process is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGKILL a second after the last answer: what is stored every 250 ms is stored then. */
  void killWhenStored() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
    kill();
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String logText() {
    try {
      return Files.readString(log());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
