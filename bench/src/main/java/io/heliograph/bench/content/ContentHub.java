package io.heliograph.bench.content;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged dispatcher with a local content store; no Kafka, which contents do not need. */
final class ContentHub implements AutoCloseable {
  private static final int READY_SECONDS = 60;

  private final Process process;
  private final URI address;

  private ContentHub(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it with its data in that folder and waits until it answers. */
  static ContentHub start(Path home, Path data) throws IOException, InterruptedException {
    int port = freePort();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-Dkafka.bootstrap.servers=127.0.0.1:1",
                    "-Dquarkus.http.port=" + port,
                    "-Dquarkus.management.port=" + freePort(),
                    "-Dhub.data.directory=" + data.resolve("hub"),
                    "-jar",
                    home.resolve("dispatcher-svc/target/quarkus-app/quarkus-run.jar").toString()))
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("hub.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    URI address = URI.create("http://127.0.0.1:" + port);
    awaitAnswering(address);
    return new ContentHub(process, address);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswering(URI address) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int attempt = 0; attempt < READY_SECONDS * 5; attempt++) {
        try {
          HttpRequest request = HttpRequest.newBuilder(address.resolve("/")).build();
          if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // It does not listen yet.
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    throw new IllegalStateException("the dispatcher did not answer");
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
