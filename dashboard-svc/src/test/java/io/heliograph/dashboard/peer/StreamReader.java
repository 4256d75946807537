package io.heliograph.dashboard.peer;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads a stream of server-sent events until it is closed. */
final class StreamReader implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpResponse<java.io.InputStream> answer;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Returns when the stream is open. */
  StreamReader(URI base, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/event-stream").build();
    answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    Thread.startVirtualThread(this::read);
    await().until(() -> !lines.isEmpty());
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | java.io.UncheckedIOException closed) {
      lines.add("closed");
    }
  }

  /** The data of that many events. */
  List<String> data(int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> starting("data: ").size() >= count);
    return starting("data: ").subList(0, count);
  }

  List<String> ids() {
    return starting("id: ");
  }

  private List<String> starting(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .toList();
  }

  @Override
  public void close() throws IOException {
    answer.body().close();
    http.shutdownNow();
  }
}
