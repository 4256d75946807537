package io.heliograph.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.client.Answer;
import io.heliograph.client.FetchQuery;
import io.heliograph.client.HubAdmin;
import io.heliograph.client.HubSettings;
import io.heliograph.client.MalformedAnswerException;
import io.heliograph.client.Publication;
import io.heliograph.client.Published;
import io.heliograph.client.Refusal;
import io.heliograph.client.Retries;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hub's client as tests use it: of any dispatcher, named by its URL in each call, each request
 * sent once. It hides no answer: {@code fetch} and {@code publish} fail on all but 200, with the
 * status and the detail; {@code tryFetch} and {@code tryPublish} are for tests that take a hub
 * away, and tell what became of the request. Of any thread.
 */
public final class HubClient {
  private static final System.Logger LOG = System.getLogger(HubClient.class.getName());
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  /** Of requests whose status is asked for: a refusal may take its time. */
  private static final Duration STATUS_MAX = Duration.ofSeconds(60);

  private static final String ALL_QUEUES = "r-live=true&r-historic=true&r-expedite=true";

  private record Hub(String url, Duration answerMax) {}

  private final Map<Hub, io.heliograph.client.HubClient> clients = new ConcurrentHashMap<>();

  /** What became of a fetch. */
  public sealed interface Fetched {
    /** The events that came; none unless the hub answered 200. */
    List<JsonNode> events();

    /** The hub answered 200 with these events, perhaps none. */
    record Served(List<JsonNode> events) implements Fetched {}

    /** The hub answered something else. */
    record Refused(int status, String detail) implements Fetched {
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

  private io.heliograph.client.HubClient client(String url, Duration answerMax) {
    return clients.computeIfAbsent(
        new Hub(url, answerMax),
        hub ->
            new io.heliograph.client.HubClient(
                HubSettings.of(URI.create(url)).answer(answerMax).retries(Retries.NONE)));
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
          throw unexpected("fetch of " + name, refused.status(), refused.detail());
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
    FetchQuery query =
        new FetchQuery("binary", kind.equals("active"), DEADLINE, "")
            .withEncoded("version=1&%s&name=%s&count=%d".formatted(more, name, count));
    return switch (client(url, ANSWER_MAX).fetch(query)) {
      case Answer.Served<io.heliograph.client.Fetched> served ->
          new Fetched.Served(served.value().events());
      case Answer.Refused<io.heliograph.client.Fetched>(Refusal refusal) ->
          new Fetched.Refused(refusal.status(), refusal.detail());
      case Answer.Unanswered<io.heliograph.client.Fetched>(MalformedAnswerException malformed) ->
          throw new AssertionError("a fetch was answered 200 without events", malformed);
      case Answer.Unanswered<io.heliograph.client.Fetched>(IOException gone) ->
          new Fetched.Unanswered(gone);
    };
  }

  /**
   * Publishes events.
   *
   * @param modelAndMore the model, perhaps with more parameters after a {@code &}
   * @throws AssertionError unless the hub answers 200
   */
  public void publish(String url, String modelAndMore, List<String> events)
      throws InterruptedException {
    switch (send(url, modelAndMore, events, ANSWER_MAX)) {
      case Answer.Served<Published> _ -> {}
      case Answer.Refused<Published>(Refusal refusal) ->
          throw unexpected("publish of " + modelAndMore, refusal.status(), refusal.detail());
      case Answer.Unanswered<Published>(IOException gone) ->
          throw new AssertionError("publish of " + modelAndMore + ": no answer", gone);
    }
  }

  /** Whether the hub acknowledges the events: false also when no answer comes. */
  public boolean tryPublish(String url, String modelAndMore, List<String> events)
      throws InterruptedException {
    return switch (send(url, modelAndMore, events, ANSWER_MAX)) {
      case Answer.Served<Published> _ -> true;
      case Answer.Refused<Published>(Refusal refusal) -> told(modelAndMore, refusal.toString());
      case Answer.Unanswered<Published>(IOException gone) -> told(modelAndMore, gone.toString());
    };
  }

  private static boolean told(String what, String answer) {
    LOG.log(System.Logger.Level.INFO, "publish {0}: {1}", what, answer);
    return false;
  }

  /** The status that the hub answers to the events. */
  public int statusOfPublish(String url, String modelAndMore, List<String> events)
      throws IOException, InterruptedException {
    return status(send(url, modelAndMore, events, STATUS_MAX));
  }

  private static int status(Answer<?> answer) throws IOException {
    return switch (answer) {
      case Answer.Served<?> _ -> 200;
      case Answer.Refused<?>(Refusal refusal) -> refusal.status();
      case Answer.Unanswered<?>(IOException gone) -> throw gone;
    };
  }

  private Answer<Published> send(
      String url, String modelAndMore, List<String> events, Duration answerMax)
      throws InterruptedException {
    int end = modelAndMore.indexOf('&');
    Publication all =
        Publication.of(end < 0 ? modelAndMore : modelAndMore.substring(0, end), events);
    return client(url, answerMax)
        .publish(
            end < 0
                ? all
                : new Publication(
                    all.model(), all.body(), all.query() + modelAndMore.substring(end)));
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

  /**
   * Sets or lifts the restore pause; the status that is answered.
   *
   * @param method {@code PUT} or {@code DELETE}
   */
  public int statusOfPause(String url, String method) throws IOException, InterruptedException {
    HubAdmin admin = client(url, ANSWER_MAX).admin();
    return status(method.equals("PUT") ? admin.pauseForRestore() : admin.endPauseForRestore());
  }

  private static AssertionError unexpected(String what, int status, String detail) {
    return new AssertionError(what + ": " + status + " " + detail);
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
