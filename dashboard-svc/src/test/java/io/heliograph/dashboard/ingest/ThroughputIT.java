package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.store.Statistics;
import io.heliograph.local.LocalStack;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much a message costs from HTTP to its last effect in Redis. The figures are printed; what is
 * asserted does not depend on the machine: one call of Redis per message.
 */
@Tag("processes")
class ThroughputIT {
  private static final String REPLAYS = "/api/v1/statistics/replays";
  private static final Pattern CALLS = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");

  @TempDir Path folder;

  @Test
  void shouldCallRedisOncePerMessageWhenManyAreReplayed() throws Exception {
    String feed = Feed.text("feed.jsonl");
    long lines = feed.lines().count();
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        Statistics redis = Statistics.peer(stack.redis().uri());
        DashboardProcess service = new DashboardProcess(stack, folder).start()) {
      service.awaitReady();
      for (int times : new int[] {10, 10, 100}) {
        long callsBefore = calls(redis);
        Duration serviceBefore = service.cpu();
        Duration redisBefore = redisCpu();
        long startNanos = System.nanoTime();

        String id =
            Feed.JSON
                .readTree(service.post(REPLAYS, feed.repeat(times)).body())
                .get("id")
                .textValue();
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> service.get(REPLAYS + "/" + id).body().contains("\"counted\""));

        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double serviceCpu = service.cpu().minus(serviceBefore).toMillis() / 1e3;
        double redisCpu = redisCpu().minus(redisBefore).toMillis() / 1e3;
        long messages = lines * times;
        System.out.printf(
            "messages %d wall %.2f s cpu service %.2f s redis %.2f s per cpu second %.0f%n",
            messages, seconds, serviceCpu, redisCpu, messages / (serviceCpu + redisCpu));
        assertThat(calls(redis) - callsBefore).isEqualTo(messages);
      }
    }
  }

  private static long calls(Statistics redis) {
    Matcher calls = CALLS.matcher(redis.send(Command.INFO, "commandstats").toString());
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  private static Duration redisCpu() {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().command().orElse("").contains("redis-server"))
        .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
