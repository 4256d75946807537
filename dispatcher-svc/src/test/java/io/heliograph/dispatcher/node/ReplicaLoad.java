package io.heliograph.dispatcher.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Workers of one plugin, each on a connection of its own that is kept alive, behind one address,
 * with the books of what each of them got.
 */
final class ReplicaLoad {
  private static final String PLUGIN = "loaded";

  /**
   * A lease of the killed replica that was handed out less than a store interval before may come
   * back; the rest is what a loaded machine adds.
   */
  private static final long UNSTORED_NANOS = TimeUnit.SECONDS.toNanos(2);

  private record HandOut(long nanos, int retries) {}

  private final String url;
  private final List<HubProcess> hubs;
  private final String query;
  private final Map<String, List<HandOut>> handOuts = new ConcurrentHashMap<>();
  private final Set<String> completed = ConcurrentHashMap.newKeySet();
  private final Set<String> cameBack = ConcurrentHashMap.newKeySet();
  private final Map<Integer, AtomicInteger> got = new ConcurrentHashMap<>();
  private final Map<String, Long> completedNanos = new ConcurrentHashMap<>();
  private final List<Thread> workers = new ArrayList<>();
  private volatile boolean running = true;

  /**
   * @param url of a proxy before the replicas
   */
  ReplicaLoad(String url, List<HubProcess> hubs, String source) {
    this.url = url;
    this.hubs = hubs;
    this.query = "r-live=true&r-historic=true&r-source=" + source;
  }

  void start(int count) {
    for (int worker = 0; worker < count; worker++) {
      int number = worker;
      got.put(number, new AtomicInteger());
      Thread thread = new Thread(() -> work(number), "worker-" + worker);
      workers.add(thread);
      thread.start();
    }
  }

  private void work(int number) {
    HubClient client = new HubClient();
    try {
      while (running) {
        List<JsonNode> tasks = client.tryFetch(url, "active", PLUGIN, 3, query).events();
        long now = System.nanoTime();
        for (JsonNode task : tasks) {
          String id = HubClient.idOf(task);
          if (completed.contains(id)) {
            cameBack.add(id);
          }
          handOuts
              .computeIfAbsent(id, key -> new ArrayList<>())
              .add(new HandOut(now, task.path("retries").asInt()));
          got.get(number).incrementAndGet();
        }
        complete(client, tasks);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void complete(HubClient client, List<JsonNode> tasks) throws InterruptedException {
    List<String> statuses = new ArrayList<>();
    tasks.forEach(task -> statuses.add(HubClient.completed(task, PLUGIN)));
    while (!statuses.isEmpty() && !client.tryPublish(url, "status", statuses)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    long now = System.nanoTime();
    tasks.forEach(task -> completedNanos.putIfAbsent(HubClient.idOf(task), now));
    tasks.forEach(task -> completed.add(HubClient.idOf(task)));
  }

  /** The longest time in which nothing at all was completed, from that moment on. */
  Duration longestGapSince(long nanos) {
    long former = nanos;
    long longest = 0;
    for (long moment : completedNanos.values().stream().sorted().toList()) {
      if (moment > nanos) {
        longest = Math.max(longest, moment - former);
        former = moment;
      }
    }
    return Duration.ofNanos(longest);
  }

  /** Fails with what is known of the events that are missing. */
  void awaitCompleted(Set<String> published, int count) {
    try {
      Awaitility.await(count + " completed")
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> completed.size() >= count);
    } catch (ConditionTimeoutException late) {
      StringBuilder missing = new StringBuilder();
      for (String id : published) {
        if (!completed.contains(id)) {
          missing.append(id).append(' ').append(handOuts.get(id)).append('\n');
        }
      }
      hubs.stream().filter(HubProcess::isAlive).forEach(hub -> missing.append(hub.metrics("hub_")));
      throw new AssertionError(late.getMessage() + "\n" + missing, late);
    }
  }

  void stop() throws InterruptedException {
    running = false;
    for (Thread worker : workers) {
      worker.join();
    }
  }

  Set<String> completed() {
    return completed;
  }

  Set<String> cameBack() {
    return cameBack;
  }

  /** Events that were handed out twice, but for those that the kill explains. */
  Set<String> doubles(long killedNanos) {
    Set<String> doubles = new HashSet<>();
    handOuts.forEach(
        (id, list) -> {
          long first = list.getFirst().nanos();
          boolean unstored = first < killedNanos && killedNanos - first < UNSTORED_NANOS;
          if (list.size() > 1 && !unstored) {
            doubles.add(id + list);
          }
        });
    return doubles;
  }

  List<Integer> idleWorkers() {
    return got.entrySet().stream()
        .filter(worker -> worker.getValue().get() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
