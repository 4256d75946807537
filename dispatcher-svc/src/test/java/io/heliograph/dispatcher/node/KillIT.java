package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGKILL under load (invariants D2, D6 and D8): every acknowledged event reaches every
 * subscription, and what was acknowledged as completed never comes back. The proof is an audit of
 * ids. A failure names its seed.
 */
@Tag("processes")
class KillIT {
  private static final int EVENTS = 1_200;
  private static final int KILLS = 2;

  /** What an earlier seed published is not this one's. */
  private static final String LIVE = "r-live=true&r-expedite=true";

  private static LocalStack stack;
  private static HubProcess hub;

  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final HubClient client = new HubClient();
  private volatile boolean loading = true;
  private String worker;
  private String reader;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stack = LocalStack.start(LocalStack.options().kafka());
    hub = new HubProcess(stack.kafka().bootstrap(), 0, folder).start();
  }

  @AfterAll
  static void stop() {
    hub.close();
    stack.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldLoseNothingAcknowledgedWhenKilledUnderLoad(long seed) throws Exception {
    Random random = new Random(seed);
    worker = "worker" + seed;
    reader = "reader" + seed;
    hub.awaitReady();
    client.fetch(hub.url(), "active", worker, 1, LIVE);
    client.fetch(hub.url(), "passive", reader, 1, LIVE);
    Thread publishing = new Thread(() -> load(hub.url()), "publisher");
    publishing.start();
    Audit audit = new Audit(seed);
    Thread working = new Thread(() -> work(hub.url(), audit), "worker");
    working.start();
    Set<String> read = ConcurrentHashMap.newKeySet();
    Thread reading = new Thread(() -> read(hub.url(), read), "reader");
    reading.start();

    for (int kill = 0; kill < KILLS; kill++) {
      TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
      hub.kill();
      hub.start().awaitReady();
    }
    publishing.join();
    awaitAll(() -> audit.completed.containsAll(published) && read.containsAll(published));
    loading = false;
    working.join();
    reading.join();

    assertThat(published).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(EVENTS);
    assertThat(audit.completed).as("seed %d: completed", seed).containsAll(published);
    assertThat(read).as("seed %d: read", seed).containsAll(published);
    assertThat(audit.cameBack).as("seed %d: came back after completion", seed).isEmpty();
  }

  /** Three seeds, or fifty with {@code ./heliograph test --long}. */
  static LongStream seeds() {
    return LongStream.rangeClosed(
        1, "long".equals(System.getProperty("heliograph.tests")) ? 50 : 3);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldNotBringBackWhatWasCompletedWhenKilledBeforeTheNextStore(long seed) throws Exception {
    Random random = new Random(seed);
    String plugin = "done" + seed;
    hub.awaitReady();
    client.fetch(hub.url(), "active", plugin, 1, LIVE);
    Set<String> files = client.publishFiles(hub.url(), "testing", 30);
    Map<String, JsonNode> tasks = new HashMap<>();
    Awaitility.await("tasks")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              client
                  .tryFetch(hub.url(), "active", plugin, 30, LIVE)
                  .events()
                  .forEach(task -> tasks.put(HubClient.idOf(task), task));
              return tasks.keySet().containsAll(files);
            });
    List<String> done = new ArrayList<>();
    List<String> statuses = new ArrayList<>();
    for (JsonNode task : tasks.values()) {
      if (random.nextInt(3) > 0) {
        done.add(HubClient.idOf(task));
        statuses.add(HubClient.completed(task, plugin));
      }
    }

    client.publish(hub.url(), "status", statuses);
    TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
    hub.kill();
    hub.start().awaitReady();

    for (int look = 0; look < 3; look++) {
      assertThat(client.fetch(hub.url(), "active", plugin, 100, LIVE))
          .as("seed %d", seed)
          .extracting(HubClient::idOf)
          .doesNotContainAnyElementsOf(done);
    }
  }

  private static void awaitAll(BooleanSupplier all) throws InterruptedException {
    Instant giveUp = Instant.now().plus(Duration.ofSeconds(90));
    while (!all.getAsBoolean() && Instant.now().isBefore(giveUp)) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void load(String url) {
    try {
      while (published.size() < EVENTS) {
        List<String> ids = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          ids.add(EventJson.sha256());
          events.add(EventJson.binary(ids.get(i)));
        }
        if (client.tryPublish(url, "binary", events)) {
          published.addAll(ids);
        } else {
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(String url, Set<String> read) {
    try {
      while (loading) {
        client
            .tryFetch(url, "passive", reader, 50, LIVE)
            .events()
            .forEach(event -> read.add(HubClient.idOf(event)));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(String url, Audit audit) {
    try {
      while (loading) {
        List<JsonNode> tasks = client.tryFetch(url, "active", worker, 20, LIVE).events();
        tasks.forEach(audit::taken);
        List<String> statuses = new ArrayList<>();
        tasks.forEach(task -> statuses.add(HubClient.completed(task, worker)));
        while (!statuses.isEmpty() && !client.tryPublish(url, "status", statuses)) {
          TimeUnit.MILLISECONDS.sleep(100);
        }
        tasks.forEach(audit::completed);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** What one worker was given and what of it was acknowledged as completed. */
  private static final class Audit {
    private final long seed;
    private final Map<String, Integer> taken = new HashMap<>();
    final Set<String> completed = ConcurrentHashMap.newKeySet();
    final Set<String> cameBack = new HashSet<>();

    Audit(long seed) {
      this.seed = seed;
    }

    void taken(JsonNode task) {
      String id = HubClient.idOf(task);
      taken.merge(id, 1, Integer::sum);
      if (completed.contains(id)) {
        cameBack.add(id + " (seed " + seed + ")");
      }
    }

    void completed(JsonNode task) {
      completed.add(HubClient.idOf(task));
    }
  }
}
