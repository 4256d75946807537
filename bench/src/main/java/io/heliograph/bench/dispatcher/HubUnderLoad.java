package io.heliograph.bench.dispatcher;

import io.heliograph.local.LocalStack;
import java.io.IOException;
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

/** A fresh Kafka and Redis and the packaged dispatcher, with what they have used so far. */
final class HubUnderLoad implements AutoCloseable {
  /** The most heap that the dispatcher may use. */
  static final String HEAP = "-Xmx768m";

  private static final int READY_SECONDS = 60;

  private final LocalStack stack;
  private final BrokerBytes broker;
  private final Process hub;
  private final int port;

  private HubUnderLoad(LocalStack stack, BrokerBytes broker, Process hub, int port) {
    this.stack = stack;
    this.broker = broker;
    this.hub = hub;
    this.port = port;
  }

  /**
   * Starts all and waits until the hub is ready.
   *
   * @param home the project's folder, with the dispatcher built
   */
  static HubUnderLoad start(Path home) throws IOException, InterruptedException {
    return start(home, List.of(HEAP));
  }

  /** The same with other options of the dispatcher's JVM. */
  static HubUnderLoad start(Path home, List<String> jvm) throws IOException, InterruptedException {
    LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
    int port = freePort();
    int management = freePort();
    Path data = Files.createTempDirectory("heliograph-bench-");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(
        List.of(
            "-Dkafka.bootstrap.servers=" + stack.kafka().bootstrap(),
            "-Dhub.redis.uri=" + stack.redis().uri(),
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.port=" + management,
            "-Dhub.data.directory=" + data.resolve("data"),
            "-jar",
            home.resolve("dispatcher-svc/target/quarkus-app/quarkus-run.jar").toString()));
    Process hub =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("dispatcher.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(hub::destroyForcibly));
    awaitReady(management);
    return new HubUnderLoad(stack, BrokerBytes.of(stack.kafka().pid()), hub, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(int management) throws InterruptedException {
    URI health = URI.create("http://127.0.0.1:" + management + "/q/health/ready");
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int attempt = 0; attempt < READY_SECONDS * 5; attempt++) {
        try {
          HttpRequest request = HttpRequest.newBuilder(health).build();
          if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // It does not listen yet.
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    throw new IllegalStateException("the dispatcher did not become ready");
  }

  Connection connect() throws IOException {
    return new Connection(port);
  }

  String kafka() {
    return stack.kafka().bootstrap();
  }

  /** The dispatcher's process id. */
  long pid() {
    return hub.pid();
  }

  /** Whether the dispatcher has ended; its connections end a moment before it does. */
  boolean hasEnded() throws InterruptedException {
    return hub.waitFor(5, TimeUnit.SECONDS);
  }

  /** CPU time of the dispatcher so far. */
  Duration cpu() {
    return hub.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Bytes that the broker has sent to consumers so far. */
  long brokerBytesOut() throws IOException {
    return broker.out();
  }

  /** Resident memory of the dispatcher in MiB. */
  long residentMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + hub.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElse(0)
        / 1024;
  }

  @Override
  public void close() throws IOException {
    hub.destroy();
    broker.close();
    stack.close();
  }
}
