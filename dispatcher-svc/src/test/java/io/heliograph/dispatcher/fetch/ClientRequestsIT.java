package io.heliograph.dispatcher.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.RawConnection;
import io.heliograph.testkit.RawConnection.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Azul's clients really send, byte for byte (contract dispatcher.md part 2, section 1.5), and
 * answers read as strictly as their models do: a member that they do not know is an error.
 */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class ClientRequestsIT {
  private static final ObjectMapper STRICT = new ObjectMapper();
  private static final String GO = "User-Agent: Go-http-client/1.1\r\n";
  private static final String PYTHON =
      String.join(
          "\r\n",
          "Accept: */*",
          "Accept-Encoding: gzip, deflate",
          "Connection: keep-alive",
          "User-Agent: python-httpx/0.27.0",
          "");

  /** The publish answer of the Python client's model. */
  record Published(
      int total_ok,
      int total_failures,
      List<Map<String, String>> failures,
      @Nullable List<JsonNode> ok) {}

  /** The info part of the Python client's model. */
  record Info(
      int filtered,
      int fetched,
      boolean ready,
      boolean paused,
      @Nullable String consumers_not_ready,
      @Nullable Map<String, Integer> filters) {}

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  @Test
  void shouldServeTheGoClientThatRegistersAPluginInAvro() throws Exception {
    String name = Hub.plugin();
    byte[] body =
        AvroEvents.bulkToAvro(Model.PLUGIN, List.of(EventJson.plugin(name).getBytes(UTF_8)));
    String fetch =
        "/api/v2/event/plugin/passive?avro-format=true&count=1000&deadline=%d&deployment_key="
            + "&name="
            + name
            + "&r-live=true&version=1";
    try (RawConnection go = new RawConnection(RestAssured.port, GO)) {
      assertThat(go.get(fetch.formatted(0)).status()).isEqualTo(200);

      Answer answer =
          go.post(
              "/api/v2/event?avro-format=true&include_ok=false&model=plugin&pause_plugins=false"
                  + "&sync=false",
              "application/avro",
              body);

      assertThat(answer.text()).isEqualTo("{\"total_ok\":1,\"total_failures\":0,\"failures\":[]}");
      Answer fetched = go.get(fetch.formatted(3));
      byte[] bulk = fetched.parts().get("events");
      assertThat(AvroEvents.bulkToJson(Model.PLUGIN, bulk))
          .anySatisfy(
              event -> assertThat(new String(event, UTF_8)).contains("\"name\":\"" + name + "\""));
    }
  }

  @Test
  void shouldServeTheLoopOfTheRunner() throws Exception {
    String name = Hub.plugin();
    BinaryText small = BinaryText.sourced().of("tasking", "sourced");
    BinaryText wanted = small.with(BinaryText.stream("content", 5_000, "text/plain"));
    BinaryText task =
        new BinaryText(
            BinaryText.sourced().sha256(),
            wanted.source(),
            wanted.action(),
            wanted.author(),
            wanted.depth(),
            wanted.security(),
            wanted.streams(),
            wanted.flags());
    String fetch =
        "/api/v2/event/binary/active?name="
            + name
            + "&version=1.0&deployment_key=plugin-"
            + name
            + "&count=1&deadline=%d&r-live=true&r-source=tasking&r-over-content-size=1000";
    try (RawConnection python = new RawConnection(RestAssured.port, PYTHON)) {
      assertThat(info(python.get(fetch.formatted(1))).fetched()).isZero();
      Answer accepted =
          python.post(
              "/api/v2/event?model=binary&sync=true&include_ok=true",
              "application/json",
              ("[" + small.json() + "," + task.json() + "]").getBytes(UTF_8));
      Published published = STRICT.readValue(accepted.body(), Published.class);
      assertThat(published.total_ok()).isEqualTo(2);
      assertThat(published.ok()).hasSize(2);

      Answer got = python.get(fetch.formatted(10));
      Info info = info(got);
      assertThat(info.fetched()).isEqualTo(1);
      assertThat(info.filters()).containsEntry("FilterConsumerRules-reject_content_too_small", 1);
      JsonNode event = STRICT.readTree(got.parts().get("events")).path("events").get(0);
      assertThat(event.path("entity").path("sha256").asText()).isEqualTo(task.sha256());

      Answer posted =
          python.post(
              "/api/v2/event?model=status",
              "application/json",
              ("[" + status(event, name) + "]").getBytes(UTF_8));
      assertThat(STRICT.readValue(posted.body(), Published.class).total_ok()).isEqualTo(1);
      assertThat(info(python.get(fetch.formatted(2))).fetched()).isZero();
    }
  }

  @Test
  void shouldUseTheHubsDeadlineWhenThePythonClientDropsAZero() throws Exception {
    String name = Hub.plugin();
    try (RawConnection python = new RawConnection(RestAssured.port, PYTHON)) {
      long begunNanos = System.nanoTime();
      Answer answer =
          python.get(
              "/api/v2/event/download/active?name=" + name + "&version=1.0&count=1&r-live=true");

      assertThat(info(answer).ready()).isTrue();
      assertThat((System.nanoTime() - begunNanos) / 1_000_000).isBetween(4_500L, 20_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "GET"})
  void shouldSayThatContentIsAbsent(String method) throws Exception {
    String path = "/api/v3/stream/testing/content/" + EventJson.sha256();
    try (RawConnection go = new RawConnection(RestAssured.port, GO + "Range: bytes=0-99\r\n")) {
      assertThat(go.request(method, path).status()).isEqualTo(404);
      assertThat(go.request(method, path).status()).as("the connection goes on").isEqualTo(404);
    }
  }

  @Test
  void shouldShowUsersATitleAndADetail() throws Exception {
    try (RawConnection python = new RawConnection(RestAssured.port, PYTHON)) {
      JsonNode error =
          STRICT.readTree(
              python.get("/api/v2/event/binary/active?name=a&version=1&r-live=maybe").body());

      assertThat(error.path("title").asText()).isEqualTo("bad parameters");
      assertThat(error.path("detail").asText()).startsWith("bad parameter for r-live:");
    }
  }

  private static Info info(Answer answer) throws Exception {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return STRICT.readValue(answer.parts().get("info"), Info.class);
  }

  /** The runner's status: the event as it came, in the plugin's name. */
  private static String status(JsonNode event, String name) {
    ObjectNode status = STRICT.createObjectNode();
    status.put("model_version", 6).put("timestamp", BinaryText.now());
    status.putObject("author").put("name", name).put("version", "1.0").put("category", "plugin");
    status
        .putObject("entity")
        .put("status", "completed-empty")
        .put("runtime", 0.25)
        .set("input", event);
    return new String(status.toString().getBytes(UTF_8), UTF_8);
  }
}
