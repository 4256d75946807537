package io.heliograph.cli.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.cli.hub.Addresses;
import io.heliograph.cli.hub.HubException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** {@code /api/v1/migrations} of a dispatcher (docs/protocol/migration.md). Thread-safe. */
final class MigrationApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/v1/migrations";
  private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final String url;
  private volatile String trouble;

  MigrationApi(String url) {
    this.url = url;
    this.trouble = url + " was not asked";
  }

  /** An answer, whatever its status. */
  private record Answer(int status, JsonNode body) {
    HubException refused() {
      return new HubException("the hub refused: " + body.path("detail").asText());
    }
  }

  static ObjectNode request() {
    return JSON.createObjectNode();
  }

  /**
   * Begins a migration; the one that is under way when it is of the same cluster and prefix.
   *
   * @throws HubException when the hub refuses or does not answer
   */
  JsonNode begin(ObjectNode request) throws InterruptedException {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(URI.create(url + PATH))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(request.toString()));
    Answer answer = send(post).orElseThrow(this::away);
    if (answer.status == CONFLICT) {
      return same(request).orElseThrow(answer::refused);
    }
    if (answer.status >= 300) {
      // The dispatcher connects to the source, not this command: where it looked belongs to it.
      throw new HubException(
          answer.refused().getMessage()
              + " (the dispatcher at "
              + url
              + " asked "
              + request.path("from").asText()
              + ")");
    }
    return answer.body;
  }

  private Optional<JsonNode> same(ObjectNode request) throws InterruptedException {
    for (JsonNode one : get("").orElseThrow(this::away).path("migrations")) {
      if (!one.has("ended")
          && one.path("from").equals(request.path("from"))
          && one.path("prefix").equals(request.path("prefix"))) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** How far it is; empty while the hub does not answer. */
  Optional<JsonNode> show(String id) throws InterruptedException {
    return get("/" + id);
  }

  /** What it rejected; empty while the hub does not answer. */
  Optional<JsonNode> rejected(String id) throws InterruptedException {
    return get("/" + id + "/rejected");
  }

  private Optional<JsonNode> get(String path) throws InterruptedException {
    Optional<Answer> answer = send(HttpRequest.newBuilder(URI.create(url + PATH + path)).GET());
    if (answer.isEmpty() || answer.get().status == UNAVAILABLE) {
      return Optional.empty();
    }
    if (answer.get().status >= 300) {
      throw answer.get().refused();
    }
    return Optional.of(answer.get().body);
  }

  private HubException away() {
    return new HubException("the hub does not answer: " + trouble + "; see ./heliograph status");
  }

  private Optional<Answer> send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(request.timeout(ANSWER_MAX).build(), BodyHandlers.ofString());
      return Optional.of(new Answer(answer.statusCode(), JSON.readTree(answer.body())));
    } catch (IOException failure) {
      trouble = Addresses.trouble(url, failure);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
