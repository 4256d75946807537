package io.heliograph.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes events, some with a child inserted below them, and works on them, whatever happens to
 * the hub meanwhile, and keeps the books: what was acknowledged, what is unknown, what was
 * completed.
 */
final class AuditedLoad implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration REQUEST_MAX = Duration.ofSeconds(40);
  private static final int WORKERS = 4;
  private static final int BATCH = 5;
  private static final String PLUGIN = "audited";
  private static final String SOURCE = "samples";

  private final String hub;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Map<String, String> childOf = new ConcurrentHashMap<>();
  private final Set<String> completed = ConcurrentHashMap.newKeySet();
  private final Set<String> cameBack = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> acknowledgedNanos = new ConcurrentHashMap<>();
  private final AtomicLong longestWaitNanos = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean publishing = true;
  private volatile boolean running = true;

  AuditedLoad(String hub) {
    this.hub = hub;
    start("publisher", this::publish);
    for (int worker = 0; worker < WORKERS; worker++) {
      start("worker-" + worker, this::work);
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void start(String name, Work work) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  while (running) {
                    try {
                      work.run();
                    } catch (IOException away) {
                      // The hub does not answer: what is being audited.
                    } catch (InterruptedException stopped) {
                      return;
                    }
                  }
                }));
  }

  private void publish() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(100);
    if (!publishing) {
      return;
    }
    List<String> ids = new ArrayList<>();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      String id = EventJson.sha256();
      ids.add(id);
      events.add(EventJson.binary(id, SOURCE, "{}"));
    }
    String parent = ids.getFirst();
    String child = EventJson.sha256();
    if (post("insert", List.of(EventJson.insert(parent, child, "extracted", SOURCE, "load")))
        == 200) {
      childOf.put(parent, child);
    }
    int status = post("binary", events);
    Set<String> book =
        status == 200 ? acknowledged : status == 0 || status == 500 ? unknown : refused;
    book.addAll(ids);
    long now = System.nanoTime();
    ids.forEach(id -> acknowledgedNanos.put(id, now));
  }

  private void work() throws IOException, InterruptedException {
    List<JsonNode> tasks = fetch("active", PLUGIN, 5, 2);
    for (JsonNode task : tasks) {
      Long since = acknowledgedNanos.remove(HubClient.idOf(task));
      if (since != null) {
        longestWaitNanos.accumulateAndGet(System.nanoTime() - since, Math::max);
      }
      if (completed.contains(HubClient.idOf(task))) {
        cameBack.add(HubClient.idOf(task));
      }
    }
    List<String> statuses = tasks.stream().map(task -> HubClient.completed(task, PLUGIN)).toList();
    while (running && !statuses.isEmpty() && post("status", statuses) != 200) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    tasks.forEach(task -> completed.add(HubClient.idOf(task)));
    if (tasks.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** The status code; 0 without an answer. */
  private int post(String model, List<String> events) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hub + "/api/v2/event?sync=true&model=" + model))
            .timeout(REQUEST_MAX)
            .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException away) {
      return 0;
    }
  }

  private List<JsonNode> fetch(String kind, String name, int count, int deadline)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/api/v2/event/binary/%s?name=%s&version=1&r-live=true&r-historic=true&r-source=samples&count=%d&deadline=%d"
                        .formatted(hub, kind, name, count, deadline)))
            .timeout(REQUEST_MAX)
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    int start = body.indexOf("{\"events\":");
    if (answer.statusCode() != 200 || start < 0) {
      throw new IOException("status " + answer.statusCode());
    }
    List<JsonNode> events = new ArrayList<>();
    JSON.readTree(body.substring(start, body.lastIndexOf("\r\n--")))
        .path("events")
        .forEach(events::add);
    return events;
  }

  /** How many events were completed. */
  int completed() {
    return completed.size();
  }

  /** The longest time from an acknowledgement to the hand-out since the last call. */
  Duration longestWait() {
    return Duration.ofNanos(longestWaitNanos.getAndSet(0));
  }

  /** Ends the publishing; the workers go on. */
  void publishNoMore() {
    publishing = false;
  }

  /** Ids that were acknowledged and not completed. */
  Set<String> open() {
    Set<String> open = new HashSet<>(acknowledged);
    open.removeAll(completed);
    return open;
  }

  Set<String> acknowledged() {
    return acknowledged;
  }

  Set<String> unknown() {
    return unknown;
  }

  Set<String> refused() {
    return refused;
  }

  /** Events that were handed out again though their status had been acknowledged. */
  Set<String> cameBack() {
    return cameBack;
  }

  /** The children of acknowledged parents whose inserts were acknowledged before. */
  Set<String> children() {
    Set<String> children = new HashSet<>();
    acknowledged.forEach(
        parent -> {
          String child = childOf.get(parent);
          if (child != null) {
            children.add(child);
          }
        });
    return children;
  }

  /** Adds how often each file is in the log since the last call, until nothing more comes. */
  void readOn(Map<String, Integer> seen) throws IOException, InterruptedException {
    boolean more = readOnce(seen);
    while (more) {
      more = readOnce(seen);
    }
  }

  /** The same with one fetch, while work goes on; whether it was given something. */
  boolean readOnce(Map<String, Integer> seen) throws IOException, InterruptedException {
    List<JsonNode> events = fetch("passive", "audit", 1_000, 2);
    events.forEach(event -> seen.merge(HubClient.idOf(event), 1, Integer::sum));
    return !events.isEmpty();
  }

  /** Ends the workers. */
  @Override
  public void close() {
    running = false;
    threads.forEach(Thread::interrupt);
  }
}
