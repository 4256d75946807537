package io.heliograph.dispatcher.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An ordinary day of a hub: plugins of several workers, each of which waits for one task with a
 * deadline of a minute, does it at once, and waits again, while events come evenly. Publishing
 * waits when the plugins are far behind, so that a slow machine has a longer day and not a full
 * log.
 */
final class OrdinaryDay implements AutoCloseable {
  static final int PLUGINS = 5;
  static final int WORKERS = 12;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENTS_A_BATCH = 25;
  private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int BEHIND_MAX = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int INFO_CHARACTERS = 1_200;

  private final String url;
  private final String more;
  private final Map<String, Long> publishedNanos = new ConcurrentHashMap<>();
  private final List<Set<String>> completed = new ArrayList<>();
  private final AtomicLong tasks = new AtomicLong();
  private final ConcurrentLinkedQueue<Long> lags = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicLong> surprises = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;
  private volatile boolean publishing = true;

  /**
   * Begun at once.
   *
   * @param more parameters of every fetch, with their separator
   */
  OrdinaryDay(String url, String more) {
    this.url = url;
    this.more = more;
    for (int plugin = 0; plugin < PLUGINS; plugin++) {
      completed.add(ConcurrentHashMap.newKeySet());
      for (int worker = 0; worker < WORKERS; worker++) {
        int number = plugin;
        start("day-" + plugin + "-" + worker, () -> work(number));
      }
    }
    start("publisher", this::publish);
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
                    } catch (IOException | InterruptedException failure) {
                      surprise(failure.toString());
                    }
                  }
                }));
  }

  private void surprise(String what) {
    if (running) {
      surprises.computeIfAbsent(what, first -> new AtomicLong()).incrementAndGet();
    }
  }

  private void publish() throws IOException, InterruptedException {
    try (RawConnection hub = new RawConnection(url, PATIENCE)) {
      long next = System.nanoTime();
      while (running) {
        next = Math.max(next + BATCH_NANOS, System.nanoTime() - BATCH_NANOS);
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        if (!publishing || behind() > BEHIND_MAX) {
          continue;
        }
        Map<String, Long> batch = new HashMap<>();
        List<String> events = new ArrayList<>();
        for (int i = 0; i < EVENTS_A_BATCH; i++) {
          String id = EventJson.sha256();
          batch.put(id, System.nanoTime());
          events.add(EventJson.large(id, INFO_CHARACTERS));
        }
        publishedNanos.putAll(batch);
        RawConnection.Answer answer =
            hub.post("/api/v2/event?model=binary&sync=true", events.toString());
        if (answer.status() != 200) {
          publishedNanos.keySet().removeAll(batch.keySet());
          surprise("publish " + answer.status());
        }
      }
    }
  }

  private long behind() {
    return (long) publishedNanos.size() * PLUGINS - tasks.get();
  }

  private void work(int plugin) throws IOException {
    String name = "day" + plugin;
    String fetch =
        "/api/v2/event/binary/active?version=1&r-live=true&r-action=sourced&count=1&deadline=60"
            + more
            + "&name="
            + name;
    try (RawConnection hub = new RawConnection(url, PATIENCE)) {
      while (running) {
        RawConnection.Answer answer = hub.get(fetch);
        int start = answer.text().indexOf("{\"events\":");
        if (answer.status() != 200 || start < 0) {
          surprise("fetch " + answer.status());
          continue;
        }
        String part = answer.text().substring(start, answer.text().lastIndexOf("\r\n--"));
        for (JsonNode task : JSON.readTree(part).path("events")) {
          complete(hub, plugin, task);
        }
      }
    }
  }

  private void complete(RawConnection hub, int plugin, JsonNode task) throws IOException {
    String id = HubClient.idOf(task);
    Long published = publishedNanos.get(id);
    if (published != null) {
      lags.add(System.nanoTime() - published);
    }
    RawConnection.Answer answer =
        hub.post(
            "/api/v2/event?model=status&sync=true",
            "[" + HubClient.completed(task, "day" + plugin) + "]");
    if (answer.status() != 200) {
      surprise("status " + answer.status());
    } else if (completed.get(plugin).add(id)) {
      tasks.incrementAndGet();
    } else {
      surprise("completed twice");
    }
  }

  /** Events that are acknowledged or under way. */
  int published() {
    return publishedNanos.size();
  }

  /** Tasks that were completed, of all plugins. */
  long tasks() {
    return tasks.get();
  }

  /** The p50 and the p99 from the publication to the hand-out since the last call. */
  List<Duration> lags() {
    List<Long> taken = new ArrayList<>();
    for (Long lag = lags.poll(); lag != null; lag = lags.poll()) {
      taken.add(lag);
    }
    long[] sorted = taken.stream().mapToLong(Long::longValue).sorted().toArray();
    return Arrays.asList(at(sorted, 50), at(sorted, 99));
  }

  private static Duration at(long[] sorted, int percent) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sorted[(int) ((sorted.length - 1L) * percent / 100)]);
  }

  /** What was answered that an ordinary day does not have, with how often. */
  Map<String, AtomicLong> surprises() {
    return surprises;
  }

  /** Ends the publishing; the workers go on. */
  void publishNoMore() {
    publishing = false;
  }

  /** How many events some plugin has not completed. */
  long missing() {
    return completed.stream()
        .mapToLong(
            done -> publishedNanos.keySet().stream().filter(id -> !done.contains(id)).count())
        .sum();
  }

  /** Ends the workers without waiting for their last answers. */
  @Override
  public void close() {
    running = false;
    threads.forEach(Thread::interrupt);
  }
}
