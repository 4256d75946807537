package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubCluster;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three replicas over one log: any of them serves any plugin from all partitions, and partitions
 * move between them with their leases (architecture section 3).
 */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {
  private static final int REPLICAS = 3;
  private static final int LEASES = 64;
  private static final String QUEUES = "r-live=true&r-historic=true&r-source=";

  private final HubClient client = new HubClient();
  private HubCluster cluster;
  private List<HubProcess> hubs;

  @BeforeAll
  void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    cluster = HubCluster.start(REPLICAS, folder);
    hubs = cluster.hubs();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  @Order(1)
  void shouldServeEveryPartitionWhenAllWorkersAskOneReplica() throws Exception {
    String url = hubs.get(1).url();
    Set<String> published = client.publishFiles(url, "testing", 300);
    Set<String> read = new HashSet<>();
    Set<String> done = new HashSet<>();

    Awaitility.await("all come through one replica")
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              for (JsonNode event :
                  client.tryFetch(url, "passive", "reader", 50, QUEUES + "testing").events()) {
                assertThat(read.add(HubClient.idOf(event))).as("read once").isTrue();
              }
              work(url, "testing", 40, done);
              return read.size() == published.size() && done.size() == published.size();
            });

    assertThat(read).isEqualTo(published);
    assertThat(done).isEqualTo(published);
  }

  @Test
  @Order(2)
  void shouldHandOutNothingTwiceWhileReplicasAreRestartedOneByOne() throws Exception {
    Set<String> published = client.publishFiles(hubs.getFirst().url(), "incidents", LEASES + 40);
    List<JsonNode> held = new ArrayList<>();
    Awaitility.await("leases")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              String url = hubs.get(held.size() % REPLICAS).url();
              held.addAll(
                  client
                      .tryFetch(
                          url,
                          "active",
                          "roller",
                          Math.min(9, LEASES - held.size()),
                          QUEUES + "incidents")
                      .events());
              return held.size() == LEASES;
            });
    Set<String> leased = new HashSet<>();
    held.forEach(task -> assertThat(leased.add(HubClient.idOf(task))).as("leased once").isTrue());
    Set<String> done = new HashSet<>();

    for (HubProcess hub : hubs) {
      long askedNanos = System.nanoTime();
      hub.signal("TERM");
      Awaitility.await("ends").atMost(Duration.ofSeconds(30)).until(() -> !hub.isAlive());
      assertThat(System.nanoTime() - askedNanos).isLessThan(TimeUnit.SECONDS.toNanos(30));
      for (HubProcess other : hubs) {
        if (other.isAlive()) {
          workOnOthers(other.url(), leased, done);
        }
      }
      hub.start().awaitReady();
      workOnOthers(hub.url(), leased, done);
    }
    complete(hubs.getFirst().url(), held, "roller");
    Awaitility.await("the rest")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              workOnOthers(hubs.get(1).url(), leased, done);
              return done.size() == published.size() - LEASES;
            });

    done.addAll(leased);
    assertThat(done).isEqualTo(published);
    for (HubProcess hub : hubs) {
      assertThat(client.fetch(hub.url(), "active", "roller", 10, QUEUES + "incidents")).isEmpty();
    }
  }

  private void workOnOthers(String url, Set<String> leased, Set<String> done)
      throws InterruptedException {
    List<JsonNode> tasks =
        client.tryFetch(url, "active", "roller", 5, QUEUES + "incidents").events();
    for (JsonNode task : tasks) {
      assertThat(leased).doesNotContain(HubClient.idOf(task));
      assertThat(done.add(HubClient.idOf(task))).as("once").isTrue();
    }
    complete(url, tasks, "roller");
  }

  @Test
  @Order(3)
  void shouldBeOneSubscriptionWhenAllReplicasBeginItAtTheSameTime() throws Exception {
    List<String> names = IntStream.range(0, 8).mapToObj(number -> "begun" + number).toList();
    List<Future<List<JsonNode>>> firsts = new ArrayList<>();
    try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : names) {
        for (HubProcess hub : hubs) {
          firsts.add(
              askers.submit(
                  () -> client.fetch(hub.url(), "passive", name, 1, QUEUES + "reporting")));
        }
      }
    }
    for (Future<List<JsonNode>> first : firsts) {
      assertThat(first.get()).isEmpty();
    }
    Set<String> published = client.publishFiles(hubs.getFirst().url(), "reporting", 60);

    for (String name : names) {
      Set<String> read = new HashSet<>();
      Awaitility.await(name + " gets what every replica owns")
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                String url = hubs.get(read.size() % REPLICAS).url();
                for (JsonNode event :
                    client
                        .tryFetch(url, "passive", name, 60 - read.size(), QUEUES + "reporting")
                        .events()) {
                  assertThat(read.add(HubClient.idOf(event))).as("read once").isTrue();
                }
                return read.size() == published.size();
              });
      assertThat(read).isEqualTo(published);
    }
  }

  @Test
  @Order(4)
  void shouldStartEveryPartitionAnewOnceAfterAResetAndAfterAPause() throws Exception {
    Set<String> all = new HashSet<>(readOnce("again", 60));

    String url = hubs.get(1).url();
    List<JsonNode> first = client.fetch(url, "active", "again", 1, QUEUES + "reporting&reset=true");
    complete(url, first, "again");
    Set<String> afterReset = readOnce("again", all.size() - first.size());
    first.forEach(task -> assertThat(afterReset.add(HubClient.idOf(task))).as("once").isTrue());
    assertThat(afterReset).as("after a reset").isEqualTo(all);
    assertThat(client.statusOfPause(hubs.get(2).url(), "PUT")).isEqualTo(200);
    for (HubProcess hub : hubs) {
      Awaitility.await("every replica obeys")
          .atMost(Duration.ofSeconds(2))
          .untilAsserted(
              () ->
                  assertThat(client.fetch(hub.url(), "active", "again", 5, QUEUES + "reporting"))
                      .isEmpty());
    }
    assertThat(client.statusOfPause(hubs.getFirst().url(), "DELETE")).isEqualTo(200);

    assertThat(readOnce("again", all.size())).as("after a pause").isEqualTo(all);
  }

  /** Works on events of all replicas in turn until there are so many; none may come twice. */
  private Set<String> readOnce(String plugin, int count) throws InterruptedException {
    Set<String> done = new HashSet<>();
    int[] turn = {0};
    Awaitility.await(plugin + " gets all")
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              String url = hubs.get(turn[0]++ % REPLICAS).url();
              List<JsonNode> tasks =
                  client.tryFetch(url, "active", plugin, 20, QUEUES + "reporting").events();
              for (JsonNode task : tasks) {
                assertThat(done.add(HubClient.idOf(task))).as("once").isTrue();
              }
              complete(url, tasks, plugin);
              return done.size() >= count;
            });
    for (HubProcess hub : hubs) {
      assertThat(client.fetch(hub.url(), "active", plugin, 20, QUEUES + "reporting")).isEmpty();
    }
    return done;
  }

  private void work(String url, String source, int count, Set<String> done)
      throws InterruptedException {
    List<JsonNode> tasks =
        client.tryFetch(url, "active", "worker", count, QUEUES + source).events();
    for (JsonNode task : tasks) {
      assertThat(done.add(HubClient.idOf(task))).as("worked on once").isTrue();
    }
    complete(url, tasks, "worker");
  }

  private void complete(String url, List<JsonNode> tasks, String plugin)
      throws InterruptedException {
    List<String> statuses = new ArrayList<>();
    tasks.forEach(task -> statuses.add(HubClient.completed(task, plugin)));
    if (!statuses.isEmpty()) {
      client.publish(url, "status", statuses);
    }
  }
}
