package io.heliograph.dispatcher.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.testkit.HubClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** An operator and a plugin over HTTP. */
final class MigrationClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration A_WHILE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final HubClient hub = new HubClient();
  private final String url;

  MigrationClient(String url) {
    this.url = url;
  }

  /** An answer's status and body. */
  record Answer(int status, JsonNode body) {}

  Answer send(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(60))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
  }

  /** A page as it is. */
  String text(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  Answer post(String body) throws IOException, InterruptedException {
    return send("POST", "/api/v1/migrations", body);
  }

  /** Begins a migration; its id. */
  String begin(String from, String prefix, String more) throws Exception {
    Answer answer = post("{\"from\":\"%s\",\"prefix\":\"%s\"%s}".formatted(from, prefix, more));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().path("id").asText();
  }

  JsonNode show(String id) throws IOException, InterruptedException {
    return send("GET", "/api/v1/migrations/" + id, "").body();
  }

  JsonNode awaitDone(String id) {
    return await(id, "done");
  }

  JsonNode await(String id, String state) {
    return Awaitility.await("migration " + id)
        .atMost(A_WHILE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> show(id), one -> one.path("state").asText().equals(state));
  }

  /** Gives a command and tells the state that follows from it. */
  String command(String id, String command) throws IOException, InterruptedException {
    return send("POST", "/api/v1/migrations/" + id + "/" + command, "")
        .body()
        .path("state")
        .asText();
  }

  boolean pluginsArePaused() throws IOException, InterruptedException {
    return send("GET", "/api/v1/restore-pause", "").body().path("paused").asBoolean();
  }

  /** The hashes of one fetch, which is answered 200. */
  Set<String> fetch(String kind, String name) throws InterruptedException {
    return hashes(hub.fetch(url, kind, name, 1_000));
  }

  private static Set<String> hashes(List<JsonNode> events) {
    return events.stream().map(HubClient::idOf).collect(Collectors.toSet());
  }

  /** Fetches until all these have come. */
  void awaitFetched(String kind, String name, Set<String> wanted) {
    Set<String> got = new HashSet<>();
    Awaitility.await("events of " + name)
        .atMost(A_WHILE)
        .untilAsserted(
            () -> {
              got.addAll(hashes(hub.tryFetch(url, kind, name, 1_000).events()));
              assertThat(got).containsAll(wanted);
            });
  }
}
