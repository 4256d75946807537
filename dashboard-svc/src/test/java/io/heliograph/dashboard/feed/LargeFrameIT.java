package io.heliograph.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.topic.DashboardClients;
import io.heliograph.local.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A message beyond what is carried is refused and listed; the feed goes on. */
@Tag("processes")
class LargeFrameIT {
  @TempDir Path folder;

  @Test
  void shouldListWhatIsTooLargeAndGoOnListening() throws Exception {
    int port = DashboardProcess.freePort();
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        DashboardProcess service =
            new DashboardProcess(stack, folder, "hub.misp.feeds.misp1=tcp://127.0.0.1:" + port)
                .start();
        ZContext context = new ZContext();
        ZMQ.Socket socket = context.createSocket(SocketType.PUB)) {
      socket.bind("tcp://127.0.0.1:" + port);
      service.awaitReady();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                socket.send("misp_json_self {\"uptime\": 1}");
                return rows(service, "feeds").get(0).get("state").asText().equals("receiving");
              });
      assertThat(rows(service, "feeds").get(0).get("connected").asBoolean()).isTrue();

      byte[] large = new byte[DashboardClients.MESSAGE_BYTES_MAX + 1];
      Arrays.fill(large, (byte) 'x');
      System.arraycopy(
          "misp_json ".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, large, 0, 10);
      socket.send(large);

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(rows(service, "rejected")).isNotEmpty());
      JsonNode refused = rows(service, "rejected").get(0);
      assertThat(refused.get("reason").asText()).isEqualTo("too-large");
      assertThat(refused.get("feed").asText()).isEqualTo("misp1");
      assertThat(refused.get("topic").asText()).isEqualTo("misp_json");
      assertThat(service.managed("/metrics").body())
          .contains("dashboard_misp_rejected_total{reason=\"too-large\"} 1.0");
      int before = rows(service, "feeds").get(0).get("messages").asInt();
      socket.send("misp_json_self {\"uptime\": 2}");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> rows(service, "feeds").get(0).get("messages").asInt() > before);
    }
  }

  private static JsonNode rows(DashboardProcess service, String table) throws Exception {
    return Feed.JSON.readTree(service.get("/api/v1/statistics/" + table).body()).get("rows");
  }
}
