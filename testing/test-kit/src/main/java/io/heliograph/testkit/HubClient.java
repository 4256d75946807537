package io.heliograph.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A client of any dispatcher, named by its URL in each call. It hides no answer: {@code fetch} and
 * {@code publish} fail on all but 200, with the status and the body; {@code tryFetch} and {@code
 * tryPublish} are for tests that take a hub away, and tell what became of the request. Of any
 * thread.
 */
public final class HubClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final System.Logger LOG = System.getLogger(HubClient.class.getName());
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

  /** Of requests whose status is asked for: a refusal may take its time. */
  private static final Duration STATUS_MAX = Duration.ofSeconds(60);

  private static final String ALL_QUEUES = "r-live=true&r-historic=true&r-expedite=true";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /** What became of a fetch. */
  public sealed interface Fetched {
    /** The events that came; none unless the hub answered 200. */
    List<JsonNode> events();

    /** The hub answered 200 with these events, perhaps none. */
    record Served(List<JsonNode> events) implements Fetched {}

    /** The hub answered something else. */
    record Refused(int status, String body) implements Fetched {
      @Override
      public List<JsonNode> events() {
        return List.of();
      }
    }

    /** No answer came. */
    record Unanswered(IOException reason) implements Fetched {
      @Override
      public List<JsonNode> events() {
        return List.of();
      }
    }
  }

  /** The events of a fetch of all queues. */
  public List<JsonNode> fetch(String url, String kind, String name, int count)
      throws InterruptedException {
    return fetch(url, kind, name, count, ALL_QUEUES);
  }

  /**
   * The events of a fetch.
   *
   * @param kind {@code active} or {@code passive}
   * @param more parameters, the queues among them
   * @throws AssertionError unless the hub answers 200
   */
  public List<JsonNode> fetch(String url, String kind, String name, int count, String more)
      throws InterruptedException {
    return switch (tryFetch(url, kind, name, count, more)) {
      case Fetched.Served served -> served.events();
      case Fetched.Refused refused ->
          throw unexpected("fetch of " + name, refused.status(), refused.body());
      case Fetched.Unanswered unanswered ->
          throw new AssertionError("fetch of " + name + ": no answer", unanswered.reason());
    };
  }

  /** What becomes of a fetch of all queues. */
  public Fetched tryFetch(String url, String kind, String name, int count)
      throws InterruptedException {
    return tryFetch(url, kind, name, count, ALL_QUEUES);
  }

  /** What becomes of a fetch with those more parameters. */
  public Fetched tryFetch(String url, String kind, String name, int count, String more)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/api/v2/event/binary/%s?version=1&deadline=1&%s&name=%s&count=%d"
                        .formatted(url, kind, more, name, count)))
            .timeout(ANSWER_MAX)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? new Fetched.Served(events(answer.body()))
          : new Fetched.Refused(answer.statusCode(), answer.body());
    } catch (IOException gone) {
      return new Fetched.Unanswered(gone);
    }
  }

  private static List<JsonNode> events(String body) throws IOException {
    int start = body.indexOf("{\"events\":");
    int end = body.lastIndexOf("\r\n--");
    if (start < 0 || end < start) {
      throw new AssertionError("a fetch was answered 200 without events: " + body);
    }
    List<JsonNode> events = new ArrayList<>();
    JSON.readTree(body.substring(start, end)).path("events").forEach(events::add);
    return events;
  }

  /**
   * Publishes events.
   *
   * @param modelAndMore the model, perhaps with more parameters after a {@code &}
   * @throws AssertionError unless the hub answers 200
   */
  public void publish(String url, String modelAndMore, List<String> events)
      throws InterruptedException {
    try {
      HttpResponse<String> answer = send(url, modelAndMore, events, ANSWER_MAX);
      if (answer.statusCode() != 200) {
        throw unexpected("publish of " + modelAndMore, answer.statusCode(), answer.body());
      }
    } catch (IOException gone) {
      throw new AssertionError("publish of " + modelAndMore + ": no answer", gone);
    }
  }

  /** Whether the hub acknowledges the events: false also when no answer comes. */
  public boolean tryPublish(String url, String modelAndMore, List<String> events)
      throws InterruptedException {
    try {
      HttpResponse<String> answer = send(url, modelAndMore, events, ANSWER_MAX);
      if (answer.statusCode() != 200) {
        told(modelAndMore, answer.statusCode() + " " + answer.body());
      }
      return answer.statusCode() == 200;
    } catch (IOException gone) {
      told(modelAndMore, gone.toString());
      return false;
    }
  }

  private static void told(String what, String answer) {
    LOG.log(System.Logger.Level.INFO, "publish {0}: {1}", what, answer);
  }

  /** The status that the hub answers to the events. */
  public int statusOfPublish(String url, String modelAndMore, List<String> events)
      throws IOException, InterruptedException {
    return send(url, modelAndMore, events, STATUS_MAX).statusCode();
  }

  private HttpResponse<String> send(
      String url, String modelAndMore, List<String> events, Duration answerMax)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v2/event?sync=true&model=" + modelAndMore))
            .timeout(answerMax)
            .POST(BodyPublishers.ofString("[" + String.join(",", events) + "]"))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Publishes so many files of that source; their ids. */
  public Set<String> publishFiles(String url, String source, int count)
      throws InterruptedException {
    Set<String> ids = new HashSet<>();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = EventJson.sha256();
      ids.add(id);
      events.add(EventJson.binary(id, source, "{}"));
    }
    publish(url, "binary", events);
    return ids;
  }

  /** Sets or lifts the restore pause; the status that is answered. */
  public int statusOfPause(String url, String method) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/restore-pause"))
            .timeout(ANSWER_MAX)
            .method(method, BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static AssertionError unexpected(String what, int status, String body) {
    return new AssertionError(what + ": " + status + " " + body);
  }

  /** The file that an event is about. */
  public static String idOf(JsonNode event) {
    return event.path("entity").path("sha256").asText();
  }

  /** A completed status for a task, in the name of that plugin. */
  public static String completed(JsonNode task, String plugin) {
    ObjectNode input = task.deepCopy();
    String dequeued = input.path("dequeued").asText();
    input.remove(List.of("dequeued", "retries"));
    return EventJson.status(dequeued, input.toString())
        .replaceFirst(
            "\"name\":\"feed\",\"version\":\"1.0\"",
            "\"name\":\"" + plugin + "\",\"version\":\"1\"");
  }
}
