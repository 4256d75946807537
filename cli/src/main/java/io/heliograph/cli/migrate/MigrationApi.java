package io.heliograph.cli.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.cli.hub.Addresses;
import io.heliograph.cli.hub.HubException;
import io.heliograph.client.Answer;
import io.heliograph.client.HubClient;
import io.heliograph.client.HubSettings;
import io.heliograph.client.Refusal;
import io.heliograph.client.Retries;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** {@code /api/v1/migrations} of a dispatcher (docs/protocol/migration.md). Thread-safe. */
final class MigrationApi implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
  private static final int CONFLICT = 409;

  private final HubClient client;
  private final String url;
  private volatile String trouble;

  MigrationApi(String url) {
    this.url = url;
    this.trouble = url + " was not asked";
    // The caller that watches a migration repeats the request.
    this.client =
        new HubClient(HubSettings.of(URI.create(url)).answer(ANSWER_MAX).retries(Retries.NONE));
  }

  static ObjectNode request() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Begins a migration; the one that is under way when it is of the same cluster and prefix.
   *
   * @throws HubException when the hub refuses or does not answer
   */
  JsonNode begin(ObjectNode request) throws InterruptedException {
    return switch (client.admin().migrate(request)) {
      case Answer.Served<JsonNode>(JsonNode begun) -> begun;
      case Answer.Unanswered<JsonNode>(IOException reason) -> throw away(reason);
      case Answer.Refused<JsonNode>(Refusal refusal) when refusal.status() == CONFLICT ->
          same(request).orElseThrow(() -> refused(refusal));
      // The dispatcher connects to the source, not this command: where it looked belongs to it.
      case Answer.Refused<JsonNode>(Refusal refusal) ->
          throw new HubException(
              refused(refusal).getMessage()
                  + " (the dispatcher at "
                  + url
                  + " asked "
                  + request.path("from").asText()
                  + ")");
    };
  }

  private Optional<JsonNode> same(ObjectNode request) throws InterruptedException {
    JsonNode all =
        known(client.admin().migrations())
            .orElseThrow(
                () ->
                    new HubException(
                        "the hub does not answer: " + trouble + "; see ./heliograph status"));
    for (JsonNode one : all.path("migrations")) {
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
    return known(client.admin().migration(id));
  }

  /** What it rejected; empty while the hub does not answer. */
  Optional<JsonNode> rejected(String id) throws InterruptedException {
    return known(client.admin().migrationRejected(id));
  }

  private Optional<JsonNode> known(Answer<JsonNode> answer) {
    return switch (answer) {
      case Answer.Served<JsonNode>(JsonNode body) -> Optional.of(body);
      case Answer.Refused<JsonNode>(Refusal refusal) when refusal.isBusy() -> {
        trouble = refusal.toString();
        yield Optional.empty();
      }
      case Answer.Refused<JsonNode>(Refusal refusal) -> throw refused(refusal);
      case Answer.Unanswered<JsonNode>(IOException reason) -> {
        trouble = Addresses.trouble(url, reason);
        yield Optional.empty();
      }
    };
  }

  private static HubException refused(Refusal refusal) {
    return new HubException("the hub refused: " + refusal.detail());
  }

  private HubException away(IOException reason) {
    return new HubException(
        "the hub does not answer: " + Addresses.trouble(url, reason) + "; see ./heliograph status");
  }

  @Override
  public void close() {
    client.close();
  }
}
