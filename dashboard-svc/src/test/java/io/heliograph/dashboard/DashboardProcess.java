package io.heliograph.dashboard;

import io.heliograph.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged service as a process of its own, to be asked, killed and started again. */
public final class DashboardProcess implements AutoCloseable {
  private static final Path GEO = Path.of("src/test/resources/misp/geo-test-city.mmdb");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = freePort();
  private final int managementPort = freePort();
  private final Path log;
  private final List<String> settings = new ArrayList<>();
  private Process process;

  /**
   * Not started yet.
   *
   * @param more configuration as {@code key=value}
   */
  public DashboardProcess(LocalStack stack, Path folder, String... more) {
    log = folder.resolve("dashboard.log");
    settings.add("kafka.bootstrap.servers=" + stack.kafka().bootstrap());
    settings.add("hub.redis.uri=" + stack.redis().uri());
    settings.add("quarkus.http.port=" + port);
    settings.add("quarkus.management.port=" + managementPort);
    settings.add("statistics.geo.databases=" + GEO.toAbsolutePath());
    settings.addAll(List.of(more));
  }

  /** A port that is free now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts it; returns at once. */
  public DashboardProcess start() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    settings.forEach(setting -> command.add("-D" + setting));
    command.add("-jar");
    command.add(Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return this;
  }

  /** Returns when it is ready. */
  public DashboardProcess awaitReady() {
    Awaitility.await("ready, see " + log)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> managed("/q/health/ready").statusCode() == 200);
    return this;
  }

  /** What the management port answers. */
  public HttpResponse<String> managed(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)));
  }

  /** What the service port answers. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  /** What the service port answers to that body. */
  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The address of that path. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The processor time that it has used. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** SIGKILL; returns when the process is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
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
