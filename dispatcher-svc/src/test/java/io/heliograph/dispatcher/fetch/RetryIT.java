package io.heliograph.dispatcher.fetch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.testkit.EventJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries after transient errors, and dead letters (contract part 1 rows 6 to 8). */
@QuarkusTest
@TestProfile(ShortDelays.class)
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class RetryIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LETTERS = "/api/v1/dead-letters";

  private final String plugin = Hub.plugin();
  private final String file = EventJson.sha256();

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  @Test
  void shouldTryAgainLaterAndGiveUpAfterTheLastAttempt() throws Exception {
    String other = Hub.plugin();
    taskless(plugin);
    taskless(other);
    taskless(plugin + "2");
    Hub.publish("binary", EventJson.binary(file));

    long askedNanos = System.nanoTime();
    for (int attempt = 1; attempt <= 3; attempt++) {
      JsonNode task = task(plugin, file);
      assertThat(task.path("retries").asInt()).isEqualTo(attempt - 1);
      if (attempt > 1) {
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedNanos);
        assertThat(waited).isGreaterThanOrEqualTo(ShortDelays.RETRY_MILLIS << (attempt - 2));
      }
      askedNanos = System.nanoTime();
      report(task, plugin, "error-runner");
    }
    JsonPath letter = letterOf(plugin);

    assertThat(letter.getString("reason")).isEqualTo("error-runner");
    assertThat(letter.getInt("attempts")).isEqualTo(3);
    assertThat(letter.getString("name")).isEqualTo(plugin);
    assertThat(letter.getString("origin")).startsWith("testing.binary.data/");
    JsonPath shown = given().get(LETTERS + "/" + letter.getString("id")).jsonPath();
    assertThat(shown.getString("event.entity.sha256")).isEqualTo(file);
    JsonNode onlyOnce = task(other, file);
    assertThat(onlyOnce.path("retries").asInt()).isZero();
    report(onlyOnce, other, "completed");
    assertThat(tasks(other)).isEmpty();
    assertThat(statuses(plugin)).containsExactly("error-runner", "error-runner", "error-runner");
  }

  @Test
  void shouldWriteTheRetriesAndTheDeadLetterOfAnEventOfAlmostTwoMegabytes() throws Exception {
    String other = Hub.plugin();
    taskless(plugin);
    taskless(other);
    Hub.publish("binary", EventJson.large(file, 1_800_000));

    for (int attempt = 1; attempt <= 3; attempt++) {
      report(task(plugin, file), plugin, "error-runner");
    }
    JsonPath letter = letterOf(plugin);

    assertThat(letter.getInt("attempts")).isEqualTo(3);
    JsonPath shown = given().get(LETTERS + "/" + letter.getString("id")).jsonPath();
    assertThat(shown.getString("event.entity.info.text")).hasSize(1_800_000);
    report(task(other, file), other, "completed");
  }

  @Test
  void shouldGiveTheRetryOfAnExpeditedEventToOnePluginOnly() throws Exception {
    String other = Hub.plugin();
    taskless(plugin);
    taskless(other);
    Hub.publish("binary", EventJson.binary(file, "testing", "{\"expedite\":true}"));

    report(task(plugin, file), plugin, "error-network");
    report(task(other, file), other, "completed");
    JsonNode again = task(plugin, file);
    assertThat(again.path("retries").asInt()).isEqualTo(1);
    report(again, plugin, "completed");

    assertThat(
            Hub.fetch("binary", "active", query(other).replace("deadline=0", "deadline=3"))
                .hashes())
        .isEmpty();
    assertThat(tasks(plugin)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error-exception",
        "error-timeout",
        "error-out-of-memory",
        "error-input",
        "error-output",
        "opt-out",
        "completed"
      })
  void shouldNotTryAgainAfterAFinalStatus(String status) throws Exception {
    taskless(plugin);
    Hub.publish("binary", EventJson.binary(file));

    report(task(plugin, file), plugin, status);

    String query = query(plugin).replace("deadline=0", "deadline=3");
    assertThat(Hub.fetch("binary", "active", query).hashes()).isEmpty();
  }

  @Test
  void shouldGiveADeadLetterToItsSubscriptionAgainAsAFirstAttempt() throws Exception {
    taskless(plugin);
    Hub.publish("binary", EventJson.binary(file));
    for (int attempt = 1; attempt <= 3; attempt++) {
      report(task(plugin, file), plugin, "error-network");
    }
    String id = letterOf(plugin).getString("id");

    JsonPath replay =
        given().post(LETTERS + "/" + id + "/replay").then().statusCode(200).extract().jsonPath();

    assertThat(replay.getString("replay_id")).isNotEmpty();
    JsonNode task = task(plugin, file);
    assertThat(task.path("retries").asInt()).isZero();
    report(task, plugin, "completed");
    Awaitility.await("the letter is gone")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> given().get(LETTERS + "/" + id).then().statusCode(404));
    assertThat(tasks(plugin)).isEmpty();
  }

  @Test
  void shouldForgetADiscardedLetter() throws Exception {
    taskless(plugin);
    Hub.publish("binary", EventJson.binary(file));
    for (int attempt = 1; attempt <= 3; attempt++) {
      report(task(plugin, file), plugin, "error-runner");
    }
    String id = letterOf(plugin).getString("id");

    given().delete(LETTERS + "/" + id).then().statusCode(200);

    Awaitility.await("the letter is gone")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> given().delete(LETTERS + "/" + id).then().statusCode(404));
    assertThat(tasks(plugin)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=x", "limit=1001", "after=-2", "after=1e3"})
  void shouldNameTheParameterThatIsBad(String query) {
    String detail =
        given()
            .get(LETTERS + "?" + query)
            .then()
            .statusCode(422)
            .extract()
            .jsonPath()
            .getString("detail");
    assertThat(detail).contains(query.substring(0, query.indexOf('=')));
    given().get(LETTERS + "/" + query.replace('=', '-')).then().statusCode(404);
  }

  private static String query(String plugin) {
    return "version=1&r-live=1&r-expedite=1&deadline=0&count=10&name=" + plugin;
  }

  private static List<JsonNode> tasks(String plugin) throws Exception {
    String events = Hub.fetch("binary", "active", query(plugin)).events().prettify();
    return JSON.readTree(events).path("events").valueStream().toList();
  }

  /** Begins the subscription. */
  private static void taskless(String plugin) throws Exception {
    assertThat(tasks(plugin)).isEmpty();
  }

  private static JsonNode task(String plugin, String file) {
    List<JsonNode> tasks =
        Awaitility.await("the task")
            .atMost(Duration.ofSeconds(20))
            .until(() -> tasks(plugin), found -> !found.isEmpty());
    assertThat(tasks).hasSize(1);
    assertThat(tasks.getFirst().path("entity").path("sha256").asText()).isEqualTo(file);
    return tasks.getFirst();
  }

  private static void report(JsonNode task, String plugin, String status) {
    ObjectNode input = task.deepCopy();
    String dequeued = input.path("dequeued").asText();
    input.remove(List.of("dequeued", "retries"));
    Hub.publish(
        "status",
        EventJson.status(dequeued, input.toString())
            .replaceFirst(
                "\"name\":\"feed\",\"version\":\"1.0\"",
                "\"name\":\"" + plugin + "\",\"version\":\"1\"")
            .replace("\"status\":\"completed\"", "\"status\":\"" + status + "\""));
  }

  private static JsonPath letterOf(String plugin) {
    String subscription = plugin + "-1-binary-allsrc-alltype-EL";
    return Awaitility.await("the dead letter")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> given().get(LETTERS + "?subscription=" + subscription).jsonPath(),
            list -> !list.getList("dead_letters").isEmpty())
        .setRootPath("dead_letters[0]");
  }

  private static List<String> statuses(String plugin) {
    return Hub.fetch(
            "status",
            "passive",
            "version=1&r-historic=1&r-live=1&deadline=1&count=1000&name=" + Hub.plugin())
        .events()
        .getList("events.findAll { it.author.name == '" + plugin + "' }.entity.status");
  }
}
