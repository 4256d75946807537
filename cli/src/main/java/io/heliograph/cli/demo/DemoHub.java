package io.heliograph.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.cli.hub.Addresses;
import io.heliograph.cli.hub.HubException;
import io.heliograph.client.Answer;
import io.heliograph.client.FetchQuery;
import io.heliograph.client.HubClient;
import io.heliograph.client.HubSettings;
import io.heliograph.client.MalformedAnswerException;
import io.heliograph.client.Publication;
import io.heliograph.client.Published;
import io.heliograph.client.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The hub as the demo uses it: whatever it does not do ends the demo, with a message for its user.
 * Thread-safe.
 */
final class DemoHub implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  private final Target target;
  private final HubClient events;
  private final HubClient contents;

  DemoHub(Target target) {
    this.target = target;
    this.events = new HubClient(HubSettings.of(URI.create(target.url())));
    this.contents = new HubClient(HubSettings.of(URI.create(target.contentUrl())));
  }

  /** Uploads a file and returns its datastream record. */
  ObjectNode upload(String source, Path file) {
    Answer<JsonNode> answer =
        asked(
            () -> {
              try {
                return contents.contents().upload(source, "content", file);
              } catch (FileNotFoundException gone) {
                throw new HubException("cannot read " + file, gone);
              }
            });
    if (answer instanceof Answer.Refused<JsonNode>(Refusal refusal)
        && refusal.status() == NOT_FOUND) {
      throw new HubException(target.contentUrl() + " has no content store; set --content-url");
    }
    ObjectNode stream = (ObjectNode) served(target.contentUrl(), answer);
    stream.put("label", "content");
    return stream;
  }

  /** Publishes binary events durably; the accepted ones as the hub stored them. */
  List<JsonNode> publish(List<ObjectNode> all) {
    Published published =
        served(target.url(), asked(() -> events.publish(Publication.of("binary", all).andTell())));
    if (published.failed() > 0) {
      throw new HubException("the hub refused events: " + published.failures().getFirst().error());
    }
    return published.stored();
  }

  /** One fetch; the events, at most as many as the query's count says. */
  List<JsonNode> fetch(FetchQuery query) {
    return served(target.url(), asked(() -> events.fetch(query))).events();
  }

  @Override
  public void close() {
    events.close();
    contents.close();
  }

  private interface Question<T> {
    Answer<T> ask() throws InterruptedException;
  }

  private static <T> Answer<T> asked(Question<T> question) {
    try {
      return question.ask();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new HubException("stopped", stop);
    }
  }

  private static <T> T served(String url, Answer<T> answer) {
    return switch (answer) {
      case Answer.Served<T>(T value) -> value;
      case Answer.Refused<T>(Refusal refusal) -> throw new HubException(refusal.toString());
      case Answer.Unanswered<T>(MalformedAnswerException malformed) ->
          throw new HubException("not a hub's answer: " + malformed.getMessage(), malformed);
      case Answer.Unanswered<T>(IOException reason) ->
          throw new HubException(
              "the hub does not answer: " + Addresses.trouble(url, reason), reason);
    };
  }
}
