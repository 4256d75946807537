package io.heliograph.dispatcher.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.testkit.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** A client that goes on when the hub does not answer: what it was told counts, nothing else. */
final class HubClient {
  private static final Logger LOG = Logger.getLogger(HubClient.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /** Whether the hub acknowledged the events. */
  boolean publish(String url, String model, List<String> events) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v2/event?sync=true&model=" + model))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        LOG.infof("publish %s: %d %s", model, answer.statusCode(), answer.body());
      }
      return answer.statusCode() == 200;
    } catch (IOException gone) {
      LOG.infof("publish %s: %s", model, gone);
      return false;
    }
  }

  /** The status that the hub answers to the events. */
  int status(String url, String modelAndMore, List<String> events)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v2/event?sync=true&model=" + modelAndMore))
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** The events of a fetch of all queues; none when the hub did not answer. */
  List<JsonNode> fetch(String url, String kind, String name, int count)
      throws InterruptedException {
    return fetch(url, kind, name, count, "r-live=true&r-historic=true&r-expedite=true");
  }

  /** The events of a fetch with those more parameters; none when the hub did not answer. */
  List<JsonNode> fetch(String url, String kind, String name, int count, String more)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    url
                        + "/api/v2/event/binary/"
                        + kind
                        + "?version=1&deadline=1&"
                        + more
                        + "&name="
                        + name
                        + "&count="
                        + count))
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      List<JsonNode> events = new ArrayList<>();
      int start = answer.body().indexOf("{\"events\":");
      if (answer.statusCode() == 200 && start >= 0) {
        String part = answer.body().substring(start, answer.body().lastIndexOf("\r\n--"));
        JSON.readTree(part).path("events").forEach(events::add);
      }
      return events;
    } catch (IOException gone) {
      return List.of();
    }
  }

  /** Sets or lifts the pause; the status code. */
  int pause(String url, String method) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/restore-pause"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Publishes so many files of that source; their ids. */
  Set<String> publishFiles(String url, String source, int count) throws InterruptedException {
    Set<String> ids = new HashSet<>();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = EventJson.sha256();
      ids.add(id);
      events.add(EventJson.binary(id, source, "{}"));
    }
    assertThat(publish(url, "binary", events)).isTrue();
    return ids;
  }

  static String idOf(JsonNode event) {
    return event.path("entity").path("sha256").asText();
  }

  /** A completed status for a task, in the name of that plugin. */
  static String completed(JsonNode task, String plugin) {
    ObjectNode input = task.deepCopy();
    String dequeued = input.path("dequeued").asText();
    input.remove(List.of("dequeued", "retries"));
    return EventJson.status(dequeued, input.toString())
        .replaceFirst(
            "\"name\":\"feed\",\"version\":\"1.0\"",
            "\"name\":\"" + plugin + "\",\"version\":\"1\"");
  }
}
