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
 * A topic that is deleted and made anew is another topic: what was known of the former one, open
 * leases among it, says nothing about the new one (architecture section 3).
 */
@Tag("processes")
class RemadeTopicIT {
  private static final String TOPIC = "testing.binary.data";
  private static final String QUEUES = "r-live=true&r-historic=true&r-source=testing";

  @TempDir Path folder;
  private final HubClient client = new HubClient();

  @Test
  void shouldSwallowNothingWhenATopicIsMadeAnewUnderOpenLeases() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub = new HubProcess(stack.kafka().bootstrap(), 0, folder).start()) {
      hub.awaitReady();
      Set<String> former = client.publishFiles(hub.url(), "testing", 40);
      List<JsonNode> held = tasks(hub, "worker", 40);
      List<JsonNode> passed = tasks(hub, "other", 25);
      assertThat(complete(hub, "other", passed)).isTrue();

      delete(stack);
      Set<String> later = publishWhenItIsThere(hub, 30);
      assertThat(complete(hub, "worker", held)).as("statuses of the former topic").isTrue();

      for (String plugin : List.of("worker", "other")) {
        Set<String> got = new HashSet<>();
        Awaitility.await(plugin)
            .atMost(Duration.ofSeconds(40))
            .until(
                () -> {
                  List<JsonNode> tasks =
                      client.tryFetch(hub.url(), "active", plugin, 50, QUEUES).events();
                  tasks.forEach(task -> assertThat(got.add(HubClient.idOf(task))).isTrue());
                  assertThat(complete(hub, plugin, tasks)).isTrue();
                  return got.containsAll(later);
                });
        assertThat(got).doesNotContainAnyElementsOf(former);
        assertThat(client.fetch(hub.url(), "active", plugin, 50, QUEUES)).isEmpty();
      }
    }
  }

  private List<JsonNode> tasks(HubProcess hub, String plugin, int count) {
    List<JsonNode> tasks = new ArrayList<>();
    Awaitility.await("tasks of " + plugin)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              tasks.addAll(
                  client
                      .tryFetch(hub.url(), "active", plugin, count - tasks.size(), QUEUES)
                      .events());
              return tasks.size() == count;
            });
    return tasks;
  }

  private boolean complete(HubProcess hub, String plugin, List<JsonNode> tasks)
      throws InterruptedException {
    List<String> statuses = tasks.stream().map(task -> HubClient.completed(task, plugin)).toList();
    return statuses.isEmpty() || client.tryPublish(hub.url(), "status", statuses);
  }

  private static void delete(LocalStack stack) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka().bootstrap());
    try (Admin admin = Admin.create(settings)) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
    }
  }

  /** The hub makes the topic again by itself; until then a publish is refused. */
  private Set<String> publishWhenItIsThere(HubProcess hub, int count) {
    Set<String> published = new HashSet<>();
    Awaitility.await("the topic is there again")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsMatching(AssertionError.class::isInstance)
        .until(
            () -> {
              published.addAll(client.publishFiles(hub.url(), "testing", count));
              return true;
            });
    return published;
  }
}
