package io.heliograph.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packaged service as a process of its own, on free ports, to be asked, killed, stopped and
 * started again on the same ports. Dies with this JVM. Not thread-safe, but for its requests.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final long READY_SECONDS = 90;

  private final String name;
  private final Path application;
  private final Path log;
  private final int port = Ports.free();
  private final int managementPort = Ports.free();
  private final List<String> settings = new ArrayList<>();
  private final List<String> launcher = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private @Nullable Child child;

  /**
   * Not started yet.
   *
   * @param name what messages and its log are called by
   * @param module the folder of the service's module, which is packaged
   * @param folder where its log is
   */
  public ServiceProcess(String name, Path module, Path folder) {
    this.name = name;
    this.application = module.resolve("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    this.log = folder.resolve(name + ".log");
  }

  /** The module of that name in this reactor. */
  public static Path module(String module) {
    return Home.find().resolve(module);
  }

  /** A free port, given once in this JVM. */
  public static int freePort() {
    return Ports.free();
  }

  /** Adds configuration, {@code key=value}, for the next start. */
  public ServiceProcess with(String setting) {
    settings.add(setting);
    return this;
  }

  /** A command that runs the words after its own as a program, in the same process. */
  public ServiceProcess through(List<String> words) {
    launcher.clear();
    launcher.addAll(words);
    return this;
  }

  /** Options of the JVM that count more than the usual ones. */
  public ServiceProcess jvm(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Starts it; returns at once. */
  public ServiceProcess start() {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(ClassCache.options(application));
    command.addAll(options);
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dquarkus.management.port=" + managementPort);
    settings.forEach(setting -> command.add("-D" + setting));
    command.add("-jar");
    command.add(application.toString());
    child = Child.start(name, command, log);
    return this;
  }

  private Child child() {
    if (child == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return child;
  }

  /** Returns when it is ready. */
  public ServiceProcess awaitReady() {
    return awaitReady(READY_SECONDS);
  }

  /** Returns when it is ready. */
  public ServiceProcess awaitReady(long limitSeconds) {
    child().awaitReady(pid -> answers(managementUrl() + "/q/health/ready"), limitSeconds);
    return this;
  }

  /** Returns when it answers, whether it is ready or not. */
  public ServiceProcess awaitAnswering() {
    child().awaitReady(pid -> answers(url() + "/"), READY_SECONDS);
    return this;
  }

  private boolean answers(String page) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(page)).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while waiting for " + name, interrupted);
    }
  }

  /** Where its service port is. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Its service port. */
  public int port() {
    return port;
  }

  /** Where its metrics and its health are. */
  public String managementUrl() {
    return "http://127.0.0.1:" + managementPort;
  }

  /** What the management port answers. */
  public HttpResponse<String> managed(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(managementUrl() + path)));
  }

  /** What the service port answers. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url() + path)));
  }

  /** What the service port answers to that body. */
  public HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Where its output goes. */
  public Path log() {
    return log;
  }

  /** Its output until now. */
  public String logText() {
    try {
      return Files.readString(log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Its process id. */
  public long pid() {
    return child().pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return child().isAlive();
  }

  /** A path as the process sees it, which may have mounts of its own. */
  public Path inside(Path path) {
    return Path.of("/proc/" + pid() + "/root" + path.toAbsolutePath());
  }

  /** Resident memory of the process. */
  public long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /** The processor time that it has used. */
  public Duration cpu() {
    return ProcessHandle.of(pid()).flatMap(one -> one.info().totalCpuDuration()).orElseThrow();
  }

  /** SIGKILL; returns when the process is gone. */
  public void kill() {
    child().kill();
  }

  /** Returns when it has ended by itself, which may take so long. */
  void awaitEnd(long limitSeconds) {
    child().awaitEnd(limitSeconds);
  }

  /** Sends a signal, by its name without SIG. */
  public void signal(String signal) {
    child().signal(signal);
  }

  /** SIGTERM, and SIGKILL when that does not end it. */
  @Override
  public void close() {
    if (child != null) {
      child.stop();
    }
  }
}
