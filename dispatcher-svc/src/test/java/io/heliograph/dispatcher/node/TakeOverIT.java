package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.coordinator.cursor.CursorCodec;
import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica that stands still loses its partitions to another one; when it goes on, its late write
 * is refused and no cursor goes back (invariant D9).
 */
@Tag("processes")
class TakeOverIT {
  /** Longer than the session of 6 s; {@code -Dheliograph.tests=long} stands still for 30 s. */
  private static final long PAUSE_SECONDS =
      "long".equals(System.getProperty("heliograph.tests")) ? 30 : 12;

  @TempDir Path folder;
  private final HubClient client = new HubClient();

  @Test
  void shouldRefuseTheLateWriteOfAReplicaThatStoodStill() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess first = new HubProcess(stack.kafka().bootstrap(), 0, folder).start()) {
      first.awaitReady();
      client.fetch(first.url(), "active", "worker", 1);
      Set<String> published = client.publishFiles(first.url(), "testing", 200);
      List<JsonNode> held = new ArrayList<>(client.fetch(first.url(), "active", "worker", 50));
      assertThat(held).hasSize(50);
      TimeUnit.MILLISECONDS.sleep(600);

      first.signal("STOP");
      try (HubProcess second = new HubProcess(stack.kafka().bootstrap(), 1, folder).start()) {
        second.awaitReady();
        Set<String> done = new HashSet<>();
        complete(second.url(), held, done);
        Awaitility.await("the other replica hands out the rest")
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> {
                  List<JsonNode> tasks =
                      client.tryFetch(second.url(), "active", "worker", 50).events();
                  for (JsonNode task : tasks) {
                    assertThat(done).doesNotContain(HubClient.idOf(task));
                  }
                  complete(second.url(), tasks, done);
                  return done.size() == published.size();
                });
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        first.signal("CONT");

        Awaitility.await("the first replica is refused")
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    first
                        .metrics("hub_store_transactions_total")
                        .matches("(?s).*outcome=\"(refused|fenced)\".*"));
        for (int i = 0; i < 5; i++) {
          // What it owned is the other's, and it may say so with 503.
          assertThat(client.tryFetch(first.url(), "active", "worker", 50).events()).isEmpty();
          assertThat(client.fetch(second.url(), "active", "worker", 50)).isEmpty();
        }
        awaitOnly(client.publishFiles(second.url(), "testing", 20), first, second);
      } finally {
        first.signal("CONT");
      }
      assertThatNoFrontierWentBack(stack.kafka().bootstrap());
    }
  }

  /** Both serve again: what is new comes from the one or the other, and nothing else. */
  private void awaitOnly(Set<String> published, HubProcess... hubs) {
    Set<String> got = new HashSet<>();
    Awaitility.await("what was published since")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              for (HubProcess hub : hubs) {
                client
                    .tryFetch(hub.url(), "active", "worker", 50)
                    .events()
                    .forEach(task -> got.add(HubClient.idOf(task)));
              }
              return got.size() >= published.size();
            });
    assertThat(got).isEqualTo(published);
  }

  private void complete(String url, List<JsonNode> tasks, Set<String> done)
      throws InterruptedException {
    List<String> statuses = new ArrayList<>();
    tasks.forEach(task -> statuses.add(HubClient.completed(task, "worker")));
    if (!statuses.isEmpty()) {
      client.publish(url, "status", statuses);
    }
    tasks.forEach(task -> done.add(HubClient.idOf(task)));
  }

  private static void assertThatNoFrontierWentBack(String bootstrap) throws Exception {
    Map<CursorKey, Long> frontiers = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : KafkaRecords.from(bootstrap, "hub.cursors")) {
      CursorKey key = CursorCodec.parseKey(record.key()).orElse(null);
      if (key != null) {
        long frontier = CursorCodec.decode(record.value()).frontier();
        assertThat(frontier)
            .as("frontier of %s at %d", key, record.offset())
            .isGreaterThanOrEqualTo(frontiers.getOrDefault(key, 0L));
        frontiers.put(key, frontier);
      }
    }
    assertThat(frontiers).isNotEmpty();
  }
}
