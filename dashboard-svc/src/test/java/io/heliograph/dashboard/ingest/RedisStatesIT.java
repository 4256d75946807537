package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.store.Statistics;
import io.heliograph.local.LocalStack;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the service says of itself while Redis takes no writes, while it does not answer, and while
 * Kafka is away; and that everything counts once in the end.
 */
@Tag("processes")
class RedisStatesIT {
  private static final String READY = "/q/health/ready";
  private static final String LIVE = "/q/health/live";
  private static final String STATE = "/api/v1/statistics/state";
  private static final String TABLE = "/api/v1/statistics/contributors";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  private DashboardProcess service;

  @Test
  void shouldSayWhatIsMissingAndCountOnceWhenRedisOrKafkaIsAway() throws Exception {
    String[] lines = Feed.text("feed.jsonl").split("\n");
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        DashboardProcess process =
            new DashboardProcess(
                stack,
                folder,
                // Old names and an old value, which are read for one release.
                "statistics.compatibility=peer",
                "statistics.redis.timeout=PT2S",
                "hub.ingest.batch-max=7")) {
      service = process.start();
      process.awaitReady();
      eventually(READY, 200, health -> assertThat(health).contains("\"counting\": true"));
      MispFeed.count(process, part(lines, 0, lines.length / 2));

      String id = refusedForMemory(stack, part(lines, lines.length / 2, lines.length));
      MispFeed.awaitCounted(process, id);
      assertThat(MispFeed.differences(stack)).isEmpty();
      eventually(READY, 200, health -> assertThat(health).doesNotContain("degraded"));
      state(state -> assertThat(state.get("stale").booleanValue()).isFalse());

      stoppedAndContinued(stack);
      withoutKafka(stack);
    }
  }

  private String refusedForMemory(LocalStack stack, String lines) throws Exception {
    try (Statistics redis = Statistics.misp(stack.redis().uri())) {
      redis.send(Command.CONFIG, "SET", "maxmemory", "1");
      String id = MispFeed.replay(service, lines);
      eventually(
          READY,
          200,
          health ->
              assertThat(health).contains("\"degraded\": \"redis: OOM", "\"counting\": false"));
      state(
          state -> {
            assertThat(state.get("stale").booleanValue()).isTrue();
            assertThat(state.get("missing").textValue()).startsWith("redis: OOM");
          });
      assertThat(service.get(TABLE).statusCode()).as("statistics are served").isEqualTo(200);
      redis.send(Command.CONFIG, "SET", "maxmemory", "0");
      return id;
    }
  }

  private void stoppedAndContinued(LocalStack stack) throws Exception {
    stack.redis().pause();
    try {
      eventually(
          READY, 503, health -> assertThat(health).contains("\"missing\": \"redis: no answer"));
      assertThat(service.managed(LIVE).statusCode()).as("alive").isEqualTo(200);
      state(state -> assertThat(state.get("missing").textValue()).startsWith("redis: no answer"));
      HttpResponse<String> refused = service.get(TABLE);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("Redis is not reachable");
    } finally {
      stack.redis().resume();
    }
    eventually(READY, 200, health -> assertThat(health).contains("\"counting\": true"));
    state(state -> assertThat(state.get("stale").booleanValue()).isFalse());
    assertThat(service.get(TABLE).statusCode()).isEqualTo(200);
  }

  private void withoutKafka(LocalStack stack) throws Exception {
    stack.kafka().kill();
    eventually(READY, 200, health -> assertThat(health).contains("\"status\": \"UP\""));
    assertThat(service.get(TABLE).statusCode()).isEqualTo(200);
    assertThat(service.managed(LIVE).statusCode()).isEqualTo(200);
    stack.kafka().restart();
    eventually(READY, 200, health -> assertThat(health).contains("\"counting\": true"));
  }

  private void eventually(String path, int status, ThrowingConsumer<String> says) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = service.managed(path);
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
              says.accept(answer.body());
            });
  }

  private void state(ThrowingConsumer<JsonNode> says) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> says.accept(Feed.JSON.readTree(service.get(STATE).body())));
  }

  private static String part(String[] lines, int from, int to) {
    return String.join("\n", List.of(lines).subList(from, to));
  }
}
