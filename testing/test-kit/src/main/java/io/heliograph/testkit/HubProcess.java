package io.heliograph.testkit;

import io.heliograph.local.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One replica of the packaged dispatcher as a process of its own. */
public final class HubProcess implements AutoCloseable {
  private final int slot;
  private final int clusterPort = ServiceProcess.freePort();
  private final Path folder;
  private final ServiceProcess process;

  /**
   * Not started yet.
   *
   * @param settings configuration as {@code key=value}
   */
  public HubProcess(String bootstrap, int slot, Path folder, String... settings) {
    this.slot = slot;
    this.folder = folder;
    this.process =
        new ServiceProcess("dispatcher-" + slot, ServiceProcess.module("dispatcher-svc"), folder);
    with("kafka.bootstrap.servers=" + bootstrap);
    with("hub.cluster.ordinal=" + slot);
    with("hub.cluster.port=" + clusterPort);
    with("hub.dispatcher.address=127.0.0.1:" + clusterPort);
    with("hub.data.directory=" + data());
    List.of(settings).forEach(this::with);
  }

  public String url() {
    return process.url();
  }

  public Path log() {
    return process.log();
  }

  /** Adds configuration for the next start. */
  public HubProcess with(String setting) {
    process.with(setting);
    return this;
  }

  /** A command that runs the words after its own as a program, in the same process. */
  public HubProcess through(List<String> words) {
    process.through(words);
    return this;
  }

  /** Options of the JVM that count more than the usual ones. */
  public HubProcess jvm(String... more) {
    process.jvm(more);
    return this;
  }

  /** Where the process keeps its data. */
  public Path data() {
    return folder.resolve("data-" + slot);
  }

  /** A path as the process sees it, which may have mounts of its own. */
  public Path inside(Path path) {
    return process.inside(path);
  }

  /** Where its metrics and its health are. */
  public String managementUrl() {
    return process.managementUrl();
  }

  /** Where other replicas ask it, when it has a secret. */
  public String clusterUrl() {
    return "http://127.0.0.1:" + clusterPort;
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Resident memory of the process. */
  public long residentBytes() throws IOException {
    return process.residentBytes();
  }

  public HubProcess start() {
    process.start();
    return this;
  }

  public HubProcess awaitReady() {
    process.awaitReady();
    return this;
  }

  /** Returns when it answers, whether Kafka is available or not. */
  public HubProcess awaitAnswering() {
    process.awaitAnswering();
    return this;
  }

  /** The status of its readiness. */
  public int readiness() throws IOException, InterruptedException {
    return process.managed("/q/health/ready").statusCode();
  }

  /** What its readiness says. */
  public String ready() throws IOException, InterruptedException {
    return process.managed("/q/health/ready").body();
  }

  /** Its metrics whose names begin so, for messages of tests; why not, when it does not answer. */
  public String metrics(String prefix) {
    try {
      StringBuilder lines = new StringBuilder("replica " + slot + '\n');
      process
          .managed("/metrics")
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
  public void kill() {
    process.kill();
  }

  /** SIGKILL a second after the last answer: what is stored every 250 ms is stored then. */
  public void killWhenStored() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
    kill();
  }

  /** Sends the process that signal, by its name. */
  public void signal(String name) {
    process.signal(name);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String logText() {
    return process.logText();
  }

  @Override
  public void close() {
    process.close();
  }
}
