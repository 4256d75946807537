package io.heliograph.dashboard.misp;

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
public final class StreamReader implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpResponse<java.io.InputStream> answer;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Returns when the stream is open. */
  public StreamReader(URI base, String path) throws IOException, InterruptedException {
    this(base, path, "");
  }

  /** The same for who saw events up to that one. */
  public StreamReader(URI base, String path, String lastId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
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
  public List<String> data(int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> starting("data: ").size() >= count);
    return starting("data: ").subList(0, count);
  }

  public List<String> ids() {
    return starting("id: ");
  }

  /** The lines that begin so. */
  public List<String> lines(String beginning) {
    return starting(beginning);
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
