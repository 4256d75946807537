package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Positions live in {@code hub.cursors}, not in the broker's group offsets: a broker that forgets
 * those while the hub is down, and a clock that is 40 days on, neither bring an event back nor skip
 * one.
 */
@Tag("processes")
class LaterIT {
  /** The least that a broker takes; it looks every second. */
  private static final Map<String, String> FORGETFUL =
      Map.of("offsets.retention.minutes", "1", "offsets.retention.check.interval.ms", "1000");

  private static final String CLOCK = "hub.clock.offset=P%dD";
  private static final String KEPT_SOURCE = "incidents";

  @TempDir Path folder;
  private final HubClient client = new HubClient();

  @Test
  void shouldKeepItsPlaceWhenTheBrokerForgetsAndTheClockIsFortyDaysOn() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka(FORGETFUL));
        HubProcess hub = new HubProcess(stack.kafka().bootstrap(), 0, folder).start()) {
      hub.awaitReady();
      assertThat(client.fetch(hub.url(), "active", "worker", 1)).isEmpty();
      assertThat(client.fetch(hub.url(), "passive", "reader", 1)).isEmpty();
      Set<String> published = client.publishFiles(hub.url(), KEPT_SOURCE, 200);
      Set<String> seen = new HashSet<>();
      Set<String> done = new HashSet<>();
      read(hub.url(), 50, seen);
      work(hub.url(), 50, done);
      Awaitility.await("the mirror of the positions")
          .atMost(Duration.ofSeconds(30))
          .until(() -> offsets(stack) > 0);

      hub.killWhenStored();
      Awaitility.await("the broker forgets")
          .atMost(Duration.ofSeconds(150))
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> offsets(stack) == 0);
      for (int days : new int[] {20, 40}) {
        hub.with(CLOCK.formatted(days)).start().awaitReady();
        read(hub.url(), days == 20 ? 50 : 100, seen);
        work(hub.url(), days == 20 ? 50 : 100, done);
        published.addAll(days == 20 ? client.publishFiles(hub.url(), KEPT_SOURCE, 50) : Set.of());
        if (days == 20) {
          hub.killWhenStored();
        }
      }
      read(hub.url(), 50, seen);
      work(hub.url(), 50, done);

      assertThat(seen).isEqualTo(published);
      assertThat(done).isEqualTo(published);
      assertThat(client.fetch(hub.url(), "passive", "reader", 50)).isEmpty();
      assertThat(client.fetch(hub.url(), "active", "worker", 50)).isEmpty();
    }
  }

  /** How many positions the broker remembers, over all groups. */
  private static long offsets(LocalStack stack) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka().bootstrap());
    long offsets = 0;
    try (Admin admin = Admin.create(settings)) {
      for (var group : admin.listGroups().all().get()) {
        offsets +=
            admin
                .listConsumerGroupOffsets(group.groupId())
                .partitionsToOffsetAndMetadata()
                .get()
                .size();
      }
    }
    return offsets;
  }

  private void read(String url, int count, Set<String> seen) throws InterruptedException {
    for (JsonNode event : fetch(url, "passive", "reader", count)) {
      assertThat(seen.add(HubClient.idOf(event))).as("read once").isTrue();
    }
  }

  private void work(String url, int count, Set<String> done) throws InterruptedException {
    List<JsonNode> tasks = fetch(url, "active", "worker", count);
    List<String> statuses = new ArrayList<>();
    for (JsonNode task : tasks) {
      assertThat(done.add(HubClient.idOf(task))).as("worked on once").isTrue();
      statuses.add(HubClient.completed(task, "worker"));
    }
    client.publish(url, "status", statuses);
  }

  /** Exactly so many, in as many answers as it takes. */
  private List<JsonNode> fetch(String url, String kind, String name, int count) {
    List<JsonNode> events = new ArrayList<>();
    Awaitility.await(count + " events for " + name)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              events.addAll(client.tryFetch(url, kind, name, count - events.size()).events());
              return events.size() == count;
            });
    return events;
  }
}
