package io.heliograph.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/**
 * What operators do with a dispatcher under {@code /api/v1}; most of it wants the operators' token
 * (docs/protocol/http.md). Answers are the hub's own documents. Thread-safe.
 */
public final class HubAdmin {
  private static final String MIGRATIONS = "/api/v1/migrations";
  private static final String DEAD_LETTERS = "/api/v1/dead-letters";
  private static final String EVENTS = "/api/v1/events/";
  private static final String PAUSE = "/api/v1/pause";
  private static final String RESTORE_PAUSE = "/api/v1/restore-pause";

  private final Exchange exchange;

  HubAdmin(Exchange exchange) {
    this.exchange = exchange;
  }

  /** All migrations. */
  public Answer<JsonNode> migrations() throws InterruptedException {
    return get(MIGRATIONS);
  }

  /** Begins a migration; refused with 409 while one is under way. */
  public Answer<JsonNode> migrate(JsonNode request) throws InterruptedException {
    return send(
        "POST", MIGRATIONS, BodyPublishers.ofString(request.toString()), "application/json");
  }

  /** How far a migration is. */
  public Answer<JsonNode> migration(String id) throws InterruptedException {
    return get(MIGRATIONS + '/' + Json.encoded(id));
  }

  /** What a migration rejected. */
  public Answer<JsonNode> migrationRejected(String id) throws InterruptedException {
    return get(MIGRATIONS + '/' + Json.encoded(id) + "/rejected");
  }

  /** Lets plugins get nothing for a while. */
  public Answer<JsonNode> pause(int minutes) throws InterruptedException {
    return send("PUT", PAUSE + "?minutes=" + minutes);
  }

  /** Whether plugins are paused. */
  public Answer<JsonNode> pauses() throws InterruptedException {
    return get(PAUSE);
  }

  /** Ends the pause. */
  public Answer<JsonNode> resume() throws InterruptedException {
    return send("DELETE", PAUSE);
  }

  /** Plugins get nothing until it is ended: the hub is being filled from a backup. */
  public Answer<JsonNode> pauseForRestore() throws InterruptedException {
    return send("PUT", RESTORE_PAUSE);
  }

  /** Ends the pause for a restore. */
  public Answer<JsonNode> endPauseForRestore() throws InterruptedException {
    return send("DELETE", RESTORE_PAUSE);
  }

  /**
   * Events that were given up, the oldest first.
   *
   * @param after only those behind that offset; -1 for all
   */
  public Answer<JsonNode> deadLetters(String subscription, long after, int limit)
      throws InterruptedException {
    return get(
        "%s?subscription=%s&after=%d&limit=%d"
            .formatted(DEAD_LETTERS, Json.encoded(subscription), after, limit));
  }

  /** Hands an event that was given up out again. */
  public Answer<JsonNode> replay(String deadLetter) throws InterruptedException {
    return send("POST", DEAD_LETTERS + '/' + Json.encoded(deadLetter) + "/replay");
  }

  /** Removes an event that was given up. */
  public Answer<JsonNode> discard(String deadLetter) throws InterruptedException {
    return send("DELETE", DEAD_LETTERS + '/' + Json.encoded(deadLetter));
  }

  /** Where an event is, and how far the subscriptions of a plugin are with it. */
  public Answer<JsonNode> progress(String kafkaKey, String name, String version)
      throws InterruptedException {
    return get(
        EVENTS
            + Json.encoded(kafkaKey)
            + "/progress?name="
            + Json.encoded(name)
            + "&version="
            + Json.encoded(version));
  }

  private static JsonNode document(HttpResponse<byte[]> answer) throws IOException {
    return Json.read(answer.body());
  }

  private Answer<JsonNode> get(String path) throws InterruptedException {
    return exchange.send(exchange.ask(exchange.to(path).GET(), true, HubAdmin::document));
  }

  private Answer<JsonNode> send(String method, String path) throws InterruptedException {
    return send(method, path, BodyPublishers.noBody(), "");
  }

  /** Not repeated when no answer comes: the operator checks what became of it. */
  private Answer<JsonNode> send(String method, String path, BodyPublisher body, String type)
      throws InterruptedException {
    HttpRequest.Builder request = exchange.to(path).method(method, body);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return exchange.send(exchange.ask(request, false, HubAdmin::document).anySuccess());
  }
}
