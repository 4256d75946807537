package io.heliograph.dashboard;

import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The packaged service as a process of its own, with addresses that it can locate. */
public final class DashboardProcess implements AutoCloseable {
  private static final Path GEO = Path.of("src/test/resources/misp/geo-test-city.mmdb");

  private final ServiceProcess process;

  /**
   * Not started yet.
   *
   * @param more configuration as {@code key=value}
   */
  public DashboardProcess(LocalStack stack, Path folder, String... more) {
    process =
        new ServiceProcess("dashboard", ServiceProcess.module("dashboard-svc"), folder)
            .with("kafka.bootstrap.servers=" + stack.kafka().bootstrap())
            .with("hub.redis.uri=" + stack.redis().uri())
            .with("hub.statistics.geo.databases=" + GEO.toAbsolutePath());
    List.of(more).forEach(process::with);
  }

  /** A port that is free now. */
  public static int freePort() {
    return ServiceProcess.freePort();
  }

  /** Starts it; returns at once. */
  public DashboardProcess start() {
    process.start();
    return this;
  }

  /** Returns when it is ready. */
  public DashboardProcess awaitReady() {
    process.awaitReady();
    return this;
  }

  /** What the management port answers. */
  public HttpResponse<String> managed(String path) throws IOException, InterruptedException {
    return process.managed(path);
  }

  /** What the service port answers. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return process.get(path);
  }

  /** What the service port answers to that body. */
  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return process.post(path, "application/x-ndjson", body);
  }

  /** The address of that path. */
  public URI uri(String path) {
    return URI.create(process.url() + path);
  }

  /** The processor time that it has used. */
  public Duration cpu() {
    return process.cpu();
  }

  /** SIGKILL; returns when the process is gone. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
