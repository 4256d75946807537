package io.heliograph.dispatcher.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contract dispatcher.md part 1 row 35 on a real broker and a real disk: the same requests to the
 * same hub, once with a bound that no disk reaches and once with one that every disk has.
 */
@Tag("processes")
class DiskShortIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT = "/api/v3/stream/samples/content";
  private static final String FETCH =
      "/api/v2/event/binary/active?name=worker&version=1&count=1&deadline=5&r-live=1&r-historic=1";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private HubProcess hub;

  private HttpResponse<String> send(String method, String target, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(hub.url() + target))
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> publish(String model, String event) throws Exception {
    return send("POST", "/api/v2/event?sync=true&model=" + model, "[" + event + "]");
  }

  private JsonNode task() throws Exception {
    HttpResponse<String> answer = send("GET", FETCH, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String body = answer.body();
    int start = body.indexOf("{\"events\":");
    assertThat(start).as(body).isNotNegative();
    return JSON.readTree(body.substring(start, body.lastIndexOf("\r\n--"))).path("events").path(0);
  }

  private String managed(String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(hub.managementUrl() + path)).build(),
            BodyHandlers.ofString())
        .body();
  }

  private String degraded() throws Exception {
    for (JsonNode check : JSON.readTree(managed("/q/health/ready")).path("checks")) {
      if (check.path("name").asText().equals("disk")) {
        return check.path("data").path("degraded").asText();
      }
    }
    throw new AssertionError("no check of the disk");
  }

  @Test
  void shouldRefuseWhatIsNewAndGoOnWithTheRestWhileADiskIsShort() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess process =
            new HubProcess(
                stack.kafka().bootstrap(), 0, folder, "hub.content.delete-allowed=true")) {
      hub = process;
      hub.with("hub.disk.free-min=1").with("hub.disk.check-interval=200MS").start().awaitReady();
      await("control: nothing is short, and Kafka tells its room")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(managed("/metrics"))
                      .containsPattern(
                          "hub_disk_free_bytes\\{disk=\"kafka broker 1 /[^\"]*\"} [1-9]")
                      .containsPattern("hub_disk_free_bytes\\{disk=\"content\"} [1-9]"));
      assertThat(publish("binary", EventJson.binary(EventJson.sha256())).statusCode())
          .isEqualTo(200);
      assertThat(publish("binary", EventJson.binary(EventJson.sha256())).statusCode())
          .isEqualTo(200);
      HttpResponse<String> uploaded = send("POST", CONTENT, "kept");
      assertThat(uploaded.statusCode()).isEqualTo(200);
      String kept = JSON.readTree(uploaded.body()).path("data").path("sha256").asText();
      JsonNode task = task();
      assertThat(degraded()).isEmpty();

      hub.kill();
      hub.with("hub.disk.free-min=100%").start().awaitReady();
      await("Kafka's disk is short too")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(degraded()).contains("content", "kafka broker 1"));

      refusesWhatIsNew(kept);
      goesOnWith(task, kept);
    }
  }

  private void refusesWhatIsNew(String kept) throws Exception {
    HttpResponse<String> event = publish("binary", EventJson.binary(EventJson.sha256()));
    assertThat(event.statusCode()).isEqualTo(503);
    assertThat(event.headers().firstValue("Retry-After")).contains("30");
    assertThat(JSON.readTree(event.body()).path("detail").asText())
        .matches(
            "disk kafka broker 1 /.* has [0-9]+ of [0-9]+ bytes free, wanted are [0-9]+:"
                + " hub\\.disk\\.free-min=100%");
    HttpResponse<String> upload = send("POST", CONTENT, "new");
    assertThat(upload.statusCode()).isEqualTo(507);
    assertThat(upload.headers().firstValue("Retry-After")).contains("30");
    assertThat(JSON.readTree(upload.body()).path("detail").asText())
        .contains("bytes free", "hub.disk.free-min=100%");
    assertThat(send("PATCH", "/api/v3/stream/samples/testing/content/" + kept, "").statusCode())
        .isEqualTo(507);
    assertThat(managed("/metrics"))
        .contains("hub_disk_refused_total{kind=\"publish\"} 1.0")
        .contains("hub_disk_refused_total{kind=\"content\"} 2.0");
  }

  private void goesOnWith(JsonNode task, String kept) throws Exception {
    String dequeued = ((ObjectNode) task).remove("dequeued").asText();
    String result = EventJson.enriched(task.path("entity").path("sha256").asText());
    HttpResponse<String> status =
        publish("status", EventJson.status(dequeued, task.toString(), result));
    assertThat(status.statusCode()).as(status.body()).isEqualTo(200);
    HttpResponse<String> plugin = publish("plugin", EventJson.plugin("worker"));
    assertThat(plugin.statusCode()).as(plugin.body()).isEqualTo(200);
    assertThat(task().path("dequeued").asText()).isNotEmpty();
    assertThat(send("GET", CONTENT + "/" + kept, "").body()).isEqualTo("kept");
    assertThat(send("DELETE", CONTENT + "/" + kept, "").statusCode()).isEqualTo(200);
    assertThat(hub.logText()).contains("disk short");
  }
}
