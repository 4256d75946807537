package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.local.LocalStack;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL of Redis between two halves of a replay and in the middle of the second: answers are
 * clear, the service resumes by itself, and Redis holds what a single delivery makes.
 */
@Tag("processes")
class RedisAwayIngestIT {
  private static final String TABLE = "/api/v1/statistics/contributors";
  private static final int AWAY_SECONDS = 5;

  @TempDir Path folder;

  @Test
  void shouldCountEachMessageOnceWhenRedisIsKilledMeanwhile() throws Exception {
    String[] lines = Feed.text("feed.jsonl").split("\n");
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        DashboardProcess service =
            new DashboardProcess(
                    stack, folder, "hub.statistics.compatibility=misp", "hub.ingest.batch-max=3")
                .start()) {
      service.awaitReady();
      MispFeed.count(service, part(lines, 0, lines.length / 2));

      stack.redis().kill();
      HttpResponse<String> refused = service.get(TABLE);
      String id = MispFeed.replay(service, part(lines, lines.length / 2, lines.length));
      TimeUnit.SECONDS.sleep(AWAY_SECONDS);
      stack.redis().restart();
      TimeUnit.MILLISECONDS.sleep(50);
      stack.redis().kill();
      stack.redis().restart();

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      MispFeed.awaitCounted(service, id);
      assertThat(MispFeed.differences(stack)).isEmpty();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(service.get(TABLE).statusCode()).isEqualTo(200));
    }
  }

  private static String part(String[] lines, int from, int to) {
    return String.join("\n", List.of(lines).subList(from, to));
  }
}
