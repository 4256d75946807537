package io.heliograph.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a fetch.
 *
 * @param events that came; perhaps none
 * @param info what the hub says of the fetch
 * @param throttled whether there may be events for which the hub lacked room
 */
public record Fetched(List<JsonNode> events, JsonNode info, boolean throttled) {
  /** Copies what it is given. */
  public Fetched {
    events = List.copyOf(events);
  }

  static Fetched of(HttpResponse<byte[]> answer) throws IOException {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    JsonNode part = Json.read(Multipart.part(type, answer.body(), "events")).path("events");
    if (!part.isArray()) {
      throw new IOException("the part events has no list of events");
    }
    List<JsonNode> events = new ArrayList<>();
    part.forEach(events::add);
    return new Fetched(
        events,
        Json.read(Multipart.part(type, answer.body(), "info")),
        answer.headers().firstValue("Heliograph-Throttled").isPresent());
  }
}
