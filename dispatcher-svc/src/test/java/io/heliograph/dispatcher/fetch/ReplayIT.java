package io.heliograph.dispatcher.fetch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.testkit.EventJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remembered completions in place of the same work (contract part 1 row 26, feature 47 and 48). */
@QuarkusTest
@TestProfile(RememberedWork.class)
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class ReplayIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String plugin = Hub.plugin();

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  @Test
  void shouldPublishTheResultsBelowTheOtherSourcesEvent() throws Exception {
    String file =
        given()
            .body(plugin)
            .post("/api/v3/stream/testing/content")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("data.sha256");
    String child = EventJson.sha256();
    assertThat(tasks("1").hashes()).isEmpty();
    Hub.publish("binary", EventJson.binary(file));
    JsonNode first = task("1", file);
    report(first, "1", "completed", "100", extracted(child, file));

    Hub.publish("binary", EventJson.binary(file, "incidents", "{\"expedite\":true}"));

    Awaitility.await("it is answered from what is known")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(tasks("1").filters()).containsEntry("ReplayPluginCompletion-cached", 1));
    JsonNode replayed =
        Awaitility.await("the replayed child")
            .atMost(Duration.ofSeconds(20))
            .until(() -> expedited(child), event -> !event.isMissingNode());
    assertThat(replayed.path("source").path("name").asText()).isEqualTo("incidents");
    assertThat(replayed.path("source").path("path").size()).isEqualTo(2);
    assertThat(replayed.path("source").path("path").path(1).path("sha256").asText())
        .isEqualTo(child);
    assertThat(replayed.path("flags").path("expedite").asBoolean()).isTrue();
    assertThat(replayed.path("kafka_key").asText()).matches("[0-9a-f]{32}");
    assertThat(statuses()).containsExactlyInAnyOrder("testing completed", "incidents completed");
    given().head("/api/v3/stream/incidents/content/" + file).then().statusCode(200);
    assertThat(tasks("1").hashes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "completed, 100, {}, 1, incidents, 0",
    "completed, 100, {}, 1, testing, 0",
    "completed-empty, 11, {}, 1, incidents, 0",
    "completed, 9, {}, 1, incidents, 1",
    "opt-out, 100, {}, 1, incidents, 1",
    "error-input, 100, {}, 1, incidents, 1",
    "completed, 100, {}, 2, incidents, 1",
    "completed, 100, {\"bypass_cache\":true}, 1, incidents, 1",
  })
  void shouldHandOutWhatIsNotKnown(
      String status, String runtime, String flags, String version, String source, int tasks)
      throws Exception {
    String file = EventJson.sha256();
    tasks("1");
    tasks("2");
    Hub.publish("binary", EventJson.binary(file));
    report(task("1", file), "1", status, runtime);
    report(task("2", file), "2", "completed", "1");

    Hub.publish("binary", EventJson.binary(file, source, flags));

    List<String> given = new ArrayList<>();
    Hub.Fetched[] last = new Hub.Fetched[1];
    Awaitility.await("the event is answered or handed out")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              last[0] = tasks(version);
              given.addAll(last[0].hashes());
              return !last[0].filters().isEmpty() || !given.isEmpty();
            });
    assertThat(given).hasSize(tasks);
    assertThat(last[0].filters().getOrDefault("ReplayPluginCompletion-cached", 0))
        .isEqualTo(1 - tasks);
  }

  /** An extracted child of that file, whose content is the file's own so that the hub has it. */
  private static String extracted(String child, String content) throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(EventJson.binary(child));
    event.put("action", "extracted");
    ObjectNode node = ((ObjectNode) event.at("/source/path/0")).deepCopy();
    ((ObjectNode) event.at("/source/path/0")).put("sha256", content);
    node.put("action", "extracted");
    ((ArrayNode) event.at("/source/path")).add(node);
    ((ObjectNode) event.at("/entity/datastreams/0")).put("sha256", content);
    return event.toString();
  }

  private Hub.Fetched tasks(String version) {
    return Hub.fetch(
        "binary",
        "active",
        "r-live=1&r-expedite=1&d-action=extracted&deadline=0&count=10&name="
            + plugin
            + "&version="
            + version);
  }

  private JsonNode task(String version, String file) throws Exception {
    Hub.Fetched fetched =
        Awaitility.await("the task")
            .atMost(Duration.ofSeconds(20))
            .until(() -> tasks(version), found -> !found.hashes().isEmpty());
    assertThat(fetched.hashes()).containsExactly(file);
    return JSON.readTree(fetched.events().prettify()).path("events").path(0);
  }

  private void report(
      JsonNode task, String version, String status, String runtime, String... results) {
    ObjectNode input = task.deepCopy();
    String dequeued = input.path("dequeued").asText();
    input.remove(List.of("dequeued", "retries"));
    Hub.publish(
        "status",
        EventJson.status(dequeued, input.toString(), results)
            .replaceFirst(
                "\"name\":\"feed\",\"version\":\"1.0\"",
                "\"name\":\"" + plugin + "\",\"version\":\"" + version + "\"")
            .replace("\"status\":\"completed\"", "\"status\":\"" + status + "\"")
            .replace("\"runtime\":1.5", "\"runtime\":" + runtime));
  }

  private JsonNode expedited(String file) throws Exception {
    for (var record : KafkaRecords.from(bootstrap(), "azul.expedite")) {
      JsonNode event = JSON.readTree(record.value());
      if (event.path("entity").path("sha256").asText().equals(file)) {
        return event;
      }
    }
    return MissingNode.getInstance();
  }

  private static String bootstrap() {
    return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
  }

  /** Source of the input and kind of every status of the plugin. */
  private List<String> statuses() {
    return Hub.fetch(
            "status",
            "passive",
            "version=1&r-historic=1&r-live=1&deadline=2&count=1000&name=" + Hub.plugin())
        .events()
        .getList(
            "events.findAll { it.author.name == '"
                + plugin
                + "' }.collect { it.entity.input.source.name + ' ' + it.entity.status }");
  }
}
