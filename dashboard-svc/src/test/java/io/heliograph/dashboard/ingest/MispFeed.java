package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.store.Snapshot;
import io.heliograph.dashboard.store.Statistics;
import io.heliograph.local.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The vectors' feed, replayed over HTTP, and the keys that the original made of it. */
final class MispFeed {
  static final String REPLAYS = "/api/v1/statistics/replays";

  private static final Duration A_WHILE = Duration.ofSeconds(60);

  private MispFeed() {}

  /** Begins a replay; its id. */
  static String replay(DashboardProcess service, String lines) throws Exception {
    var answer = service.post(REPLAYS, lines);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Feed.JSON.readTree(answer.body()).get("id").textValue();
  }

  /** Returns when the last effect of a replay is in Redis. */
  static void awaitCounted(DashboardProcess service, String id) {
    await()
        .atMost(A_WHILE)
        .ignoreExceptions()
        .until(() -> service.get(REPLAYS + "/" + id).body().contains("\"counted\""));
  }

  /** Replays, and waits for the last effect. */
  static void count(DashboardProcess service, String lines) throws Exception {
    awaitCounted(service, replay(service, lines));
  }

  /** Every key that the original had after the feed, and after the starts that it saw. */
  static Map<String, String> expected() {
    Map<String, String> expected = Snapshot.of(Feed.json("redis-expected.json").get("db2"));
    expected.putAll(Snapshot.of(Feed.json("seed-login-expected.json").get("keys")));
    return expected;
  }

  /** What is in Redis and not in the original's, and the other way round. */
  static List<String> differences(LocalStack stack) {
    try (Statistics redis = Statistics.misp(stack.redis().uri())) {
      return Snapshot.differences(expected(), Snapshot.of(redis));
    }
  }
}
