package io.heliograph.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of events that were published.
 *
 * @param accepted how many the hub has
 * @param failed how many it does not have
 * @param failures why; the hub may name fewer than failed
 * @param stored the events as they are on Kafka; empty unless that was asked for
 */
public record Published(long accepted, long failed, List<Failure> failures, List<JsonNode> stored) {

  /** Copies what it is given. */
  public Published {
    failures = List.copyOf(failures);
    stored = List.copyOf(stored);
  }

  /**
   * An event that the hub does not have.
   *
   * @param event that which names it
   * @param error why
   */
  public record Failure(String event, String error) {}

  static Published of(JsonNode answer) throws IOException {
    if (!answer.path("total_ok").isIntegralNumber()) {
      throw new IOException("the answer to a publication has no total_ok");
    }
    List<Failure> failures = new ArrayList<>();
    for (JsonNode failure : answer.path("failures")) {
      failures.add(new Failure(text(failure.path("event")), failure.path("error").asText()));
    }
    List<JsonNode> stored = new ArrayList<>();
    answer.path("ok").forEach(stored::add);
    return new Published(
        answer.path("total_ok").asLong(), answer.path("total_failures").asLong(), failures, stored);
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.asText() : node.toString();
  }
}
