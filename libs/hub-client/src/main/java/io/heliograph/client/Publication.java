package io.heliograph.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Events of one model to be published (docs/protocol/publish.md). Immutable.
 *
 * @param model of the events
 * @param body a list of events as JSON
 * @param query more parameters, encoded, each behind a {@code &}
 */
public record Publication(String model, byte[] body, String query) {
  /** Their keys are drawn at random: a repetition would be a second event. */
  private static final Set<String> RANDOM_KEYS = Set.of("delete", "download", "retrohunt");

  /** These events as JSON, durable when they are acknowledged. */
  public static Publication of(String model, Collection<?> events) {
    String body = events.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    return new Publication(model, body.getBytes(UTF_8), "&sync=true");
  }

  /** With one more parameter. */
  public Publication with(String name, String value) {
    return new Publication(model, body, query + '&' + name + '=' + Json.encoded(value));
  }

  /** The hub answers with the events as it stored them. */
  public Publication andTell() {
    return with("include_ok", "true");
  }

  boolean repeatable() {
    return !RANDOM_KEYS.contains(model);
  }

  String pathAndQuery() {
    return "/api/v2/event?model=" + Json.encoded(model) + query;
  }
}
