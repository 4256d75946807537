package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.store.Snapshot;
import io.heliograph.dashboard.store.Statistics;
import io.heliograph.local.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The packaged service with real Kafka and Redis: from a feed to the last effect. */
@Tag("processes")
class IngestIT {
  private static final Duration A_WHILE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private LocalStack stack;

  @BeforeEach
  void start() {
    stack = LocalStack.start(LocalStack.options().kafka().redis());
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void shouldHaveEveryKeyOfMispDashboardWhenItsFeedIsReplayedOverHttp() throws Exception {
    try (DashboardProcess service =
        new DashboardProcess(stack, folder, "hub.statistics.compatibility=misp").start()) {
      service.awaitReady();

      MispFeed.count(service, Feed.text("feed.jsonl"));

      assertThat(MispFeed.differences(stack)).isEmpty();
      assertThat(service.get("/").body()).isEqualTo("Heliograph dashboard");
      assertThat(service.get("/metrics").statusCode()).isEqualTo(404);
      assertThat(service.managed("/metrics").body())
          .contains("dashboard_misp_messages_total{outcome=\"counted\"}");
    }
  }

  @Test
  void shouldRejectWithAReasonWhenMessagesArePoison() throws Exception {
    String dated =
        Feed.text("poison.jsonl").replaceAll("(?m)^\\{\"id\"", "{\"at\": 1715774400, \"id\"");
    try (DashboardProcess service = new DashboardProcess(stack, folder).start();
        Statistics redis = Statistics.corrected(stack.redis().uri())) {
      service.awaitReady();
      Map<String, String> before = Snapshot.of(redis);

      // One address is nowhere only in another database; a number of no country is no poison,
      // corrected.
      MispFeed.count(service, dated.replaceAll("(?m)^.*(located_nowhere|\\+800 ).*\n?", ""));

      assertThat(Snapshot.differences(before, Snapshot.of(redis))).isEmpty();
      assertThat(RejectedRecords.all(stack.kafka().bootstrap()))
          .hasSize(15)
          .allSatisfy(
              record -> {
                assertThat(RejectedRecords.header(record, "outcome")).isEqualTo("rejected");
                assertThat(RejectedRecords.header(record, "detail")).isNotBlank();
              })
          .map(record -> RejectedRecords.header(record, "reason"))
          .contains("not-json", "bad-timestamp", "unknown-topic");
      assertThat(service.managed("/metrics").body())
          .contains("dashboard_misp_rejected_total{reason=\"bad-timestamp\"} 3.0");
    }
  }

  @Test
  void shouldRefuseWholeAndNameTheLineWhenOneLineOfAReplayIsBad() throws Exception {
    try (DashboardProcess service = new DashboardProcess(stack, folder).start();
        Statistics redis = Statistics.corrected(stack.redis().uri())) {
      service.awaitReady();
      String good = Feed.text("feed.jsonl").split("\n")[1];

      var answer =
          service.post(MispFeed.REPLAYS, good + "\n{\"topic\": \"misp_json\", \"message\": {}}");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("line 2: at is not a time in seconds");
      assertThat(service.get(MispFeed.REPLAYS + "/nothing.1").statusCode()).isEqualTo(404);
      assertThat(Snapshot.of(redis)).containsOnlyKeys("db_version");
    }
  }

  @Test
  void shouldCountWhatMispSendsWhenItStartsLaterAndStartsAgain() throws Exception {
    int port = DashboardProcess.freePort();
    try (DashboardProcess service =
        new DashboardProcess(
                stack,
                folder,
                "hub.statistics.compatibility=misp",
                "hub.misp.feeds.misp1=tcp://127.0.0.1:" + port)
            .start()) {
      service.awaitReady();
      List<Feed.Line> feed = Feed.read("feed.jsonl");
      publish(port, service, feed.subList(0, 150));

      publish(port, service, feed.subList(150, feed.size()));

      await()
          .atMost(A_WHILE)
          .untilAsserted(
              () -> assertThat(timeless(actual())).isEqualTo(timeless(MispFeed.expected())));
      assertThat(service.managed("/metrics").body())
          .contains("dashboard_feed_messages_total{feed=\"misp1\"}");
    }
  }

  private Map<String, String> actual() {
    try (Statistics redis = Statistics.misp(stack.redis().uri())) {
      return Snapshot.of(redis);
    }
  }

  /** What does not depend on when a message came: one attribute of the last day has no time. */
  private static Map<String, String> timeless(Map<String, String> keys) {
    Map<String, String> kept = new TreeMap<>(keys);
    kept.keySet()
        .removeIf(
            key ->
                !key.matches(
                    "CONTRIB_TROPHY:.*|CONTRIB_ORG:.*|TRENDINGS_(EVENTS|TAGS|SIGHT).*"
                        + "|TRENDINGS_CATEGS:2024(04..|050.|051[0-4])"));
    return kept;
  }

  /** A publisher for these messages: beats until it is heard, then sends, then ends. */
  private static void publish(int port, DashboardProcess service, List<Feed.Line> lines) {
    try (ZContext context = new ZContext();
        ZMQ.Socket socket = context.createSocket(SocketType.PUB)) {
      socket.setLinger(5_000);
      socket.bind("tcp://127.0.0.1:" + port);
      double heard = messages(service);
      await()
          .atMost(A_WHILE)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                socket.send("misp_json_self {\"uptime\": 1}");
                return messages(service) > heard;
              });
      double before = messages(service);
      lines.forEach(line -> socket.send(line.frame()));
      await().atMost(A_WHILE).until(() -> messages(service) >= before + lines.size());
    }
  }

  private static double messages(DashboardProcess service) {
    try {
      return service
          .managed("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith("dashboard_feed_messages_total"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (Exception unreachable) {
      throw new IllegalStateException(unreachable);
    }
  }
}
