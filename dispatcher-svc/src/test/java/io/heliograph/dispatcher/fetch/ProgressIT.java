package io.heliograph.dispatcher.fetch;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.testkit.EventJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an event is, and events on behalf of others (contract part 1 rows 30 and 31). */
@QuarkusTest
@TestProfile(ShortDelays.class)
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class ProgressIT {
  private static final String ORIGIN =
      "{\"origin\":\"org-b\",\"source\":\"samples\",\"ad\":\"bafy1\",\"path\":[\"org-b\",\"org-c\"]}";

  private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";

  private final String plugin = Hub.plugin();

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  @Test
  void shouldListSubscriptionsWithWhatIsLeftOfTheirQueues() {
    assertThat(tasks().hashes()).isEmpty();
    published(EventJson.binary(EventJson.sha256()));
    published(EventJson.binary(EventJson.sha256()));
    assertThat(tasks().hashes()).hasSize(1);

    JsonPath listed = given().queryParam("name", plugin).get(SUBSCRIPTIONS).jsonPath();

    String key = plugin + "-1-binary-allsrc-alltype-EL";
    assertThat(listed.getList("subscriptions.subscription")).isEqualTo(List.of(key));
    assertThat(listed.getString("subscriptions[0].name")).isEqualTo(plugin);
    assertThat(listed.getString("subscriptions[0].model")).isEqualTo("binary");
    assertThat(listed.getBoolean("subscriptions[0].active")).isTrue();
    assertThat(listed.getInt("subscriptions[0].dead_letters")).isZero();
    Instant created = Instant.parse(listed.getString("subscriptions[0].created"));
    assertThat(Instant.parse(listed.getString("subscriptions[0].last_fetched")))
        .isBetween(created, Instant.now());
    String live = "subscriptions[0].queues.find { it.queue == 'live' }.";
    assertThat(listed.getInt(live + "handed_out")).isEqualTo(1);
    assertThat(listed.getInt(live + "left")).isPositive();
    assertThat(Instant.parse(listed.getString(live + "next_lease_end"))).isAfter(Instant.now());
    assertThat(tasks().hashes()).hasSize(1);
    JsonPath later = given().queryParam("name", plugin).get(SUBSCRIPTIONS).jsonPath();
    assertThat(later.getInt(live + "handed_out")).isEqualTo(2);
    assertThat(later.getInt(live + "left")).isLessThan(listed.getInt(live + "left"));
  }

  @Test
  void shouldListSubscriptionsInPages() {
    assertThat(tasks().hashes()).isEmpty();
    Hub.fetch("binary", "passive", "name=" + plugin + "&r-live=true&deadline=0");

    JsonPath first =
        given().queryParam("name", plugin).queryParam("limit", 1).get(SUBSCRIPTIONS).jsonPath();
    JsonPath second =
        given()
            .queryParam("name", plugin)
            .queryParam("after", first.getString("next"))
            .get(SUBSCRIPTIONS)
            .jsonPath();

    assertThat(first.getInt("total")).isGreaterThanOrEqualTo(2);
    assertThat(first.getList("subscriptions")).hasSize(1);
    assertThat(second.getList("subscriptions")).hasSize(1);
    assertThat(first.getString("next"))
        .isLessThan(second.getString("subscriptions[0].subscription"));
    assertThat(second.getString("next")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "x", "1001", "-1", "99999999999"})
  void shouldRefuseALimitThatIsNone(String limit) {
    String detail =
        given()
            .queryParam("limit", limit)
            .get(SUBSCRIPTIONS)
            .then()
            .statusCode(400)
            .extract()
            .path("detail");
    assertThat(detail).startsWith("bad parameter for limit: '" + limit + "'");
  }

  @Test
  void shouldListTheSources() {
    JsonPath listed = given().get("/api/v1/sources").then().statusCode(200).extract().jsonPath();

    assertThat(listed.getList("sources.name", String.class)).contains("testing");
  }

  @Test
  void shouldFollowAnEventThroughItsQueue() {
    assertThat(tasks().hashes()).isEmpty();
    String first = published(EventJson.binary(EventJson.sha256()));
    String second = published(EventJson.binary(EventJson.sha256()));

    JsonPath waiting = progress(second);
    assertThat(waiting.getString("kafka_key")).isEqualTo(second);
    assertThat(waiting.getList("records")).hasSize(1);
    assertThat(waiting.getString("records[0].topic")).isEqualTo("testing.binary.data");
    assertThat(waiting.getList("subscriptions")).hasSize(1);
    assertThat(waiting.getString("subscriptions[0].subscription"))
        .isEqualTo(plugin + "-1-binary-allsrc-alltype-EL");
    assertThat(waiting.getString("subscriptions[0].queue")).isEqualTo("live");
    assertThat(waiting.getString("subscriptions[0].state")).isEqualTo("waiting");
    assertThat(waiting.getLong("subscriptions[0].ahead"))
        .isEqualTo(progress(first).getLong("subscriptions[0].ahead") + 1);

    JsonPath task = tasks().events();
    assertThat(task.getString("events[0].kafka_key")).isEqualTo(first);
    JsonPath leased = progress(first);
    assertThat(leased.getString("subscriptions[0].state")).isEqualTo("handed-out");
    assertThat(leased.getInt("subscriptions[0].attempt")).isEqualTo(1);
    assertThat(Instant.parse(leased.getString("subscriptions[0].lease_ends")))
        .isAfter(Instant.now());
    assertThat(progress(second).getString("subscriptions[0].state")).isEqualTo("waiting");
    assertThat(progress(second).getLong("subscriptions[0].ahead")).isZero();

    report(task, "error-runner");
    Awaitility.await("it waits in the error queue")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(states(first))
                    .contains(Map.entry("live", "done"))
                    .anyMatch(entry -> entry.getKey().equals("error")));
    assertThat(progress(first).getList("records.retry_for"))
        .contains(plugin + "-1-binary-allsrc-alltype-EL");
    JsonPath again =
        Awaitility.await("the second attempt")
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> tasks().events(),
                events -> first.equals(events.getString("events[0].kafka_key")));
    report(again, "completed");
    Awaitility.await("all of it is done")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(states(first))
                    .contains(Map.entry("error", "done"))
                    .allMatch(entry -> entry.getValue().equals("done")));
  }

  @Test
  void shouldKnowNoPlaceOfASubscriptionThatDoesNotWantTheEvent() {
    tasks();
    String key = published(EventJson.binary(EventJson.sha256()));

    assertThat(states(key, plugin, "2")).isEmpty();
    assertThat(states(key, "nobody", "1")).isEmpty();
    assertThat(states(key, plugin, "1")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0123456789abcdef0123456789abcdef, name=x, 404, no event",
    "0123456789ABCDEF0123456789abcdef, name=x, 422, kafka_key",
    "0123, name=x, 422, kafka_key",
    "0123456789abcdef0123456789abcdef, version=1, 422, name",
  })
  void shouldSayWhatIsWrongWithTheQuestion(String key, String query, int status, String named) {
    Response answer = given().get("/api/v1/events/" + key + "/progress?" + query);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("detail")).contains(named);
  }

  @Test
  void shouldKeepBytesAndKeyOfAnEventOnBehalfOfItsAuthor() {
    String query = Hub.subscribed("passive", "");
    String key = randomKey();
    String event =
        EventJson.binary(EventJson.sha256())
            .replace(
                "{\"model_version\":6,", "{ \"model_version\": 6, \"kafka_key\":\"" + key + "\",");

    onBehalf("binary", event, ORIGIN).then().statusCode(200);

    Hub.Fetched fetched = Hub.fetch("binary", "passive", query + "&deadline=5");
    assertThat(fetched.response().asString()).contains(event);
    JsonPath told = given().get("/api/v1/events/" + key + "/provenance").jsonPath();
    assertThat(told.getMap("records[0].provenance")).isEqualTo(JsonPath.from(ORIGIN).getMap(""));
    String own = published(EventJson.binary(EventJson.sha256()));
    JsonPath none = given().get("/api/v1/events/" + own + "/provenance").jsonPath();
    assertThat(none.getList("records")).hasSize(1);
    assertThat(none.<Object>get("records[0].provenance")).isNull();
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  void shouldNameTheRuleOfTheProvenanceThatIsBroken(String header, String rule) {
    Response answer =
        given()
            .header("Heliograph-Provenance", header)
            .body(EventJson.binary(EventJson.sha256()))
            .post("/api/v2/event?sync=true&model=binary");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("detail"))
        .contains("Heliograph-Provenance")
        .contains(rule);
  }

  static Stream<Arguments> badHeaders() {
    return Stream.of(
        Arguments.of("?", "base64url"),
        Arguments.of(encoded("no json"), "JSON object"),
        Arguments.of(encoded("[]"), "object"),
        Arguments.of(encoded(ORIGIN.replace("org-b\",\"source", "\",\"source")), "origin"),
        Arguments.of(encoded(ORIGIN.replace("[\"org-b\",\"org-c\"]", "\"x\"")), "path"),
        Arguments.of(encoded(ORIGIN.replace("{", "{\"more\":1,")), "no others"),
        Arguments.of("A".repeat(4097), "4096"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"kafka_key\":\"x\",", "\"kafka_key\":\"KEY\",\"mine\":1,"})
  void shouldRefuseAForeignEventThatItWouldHaveToChange(String members) {
    String event =
        EventJson.binary(EventJson.sha256())
            .replace(
                "{\"model_version\"",
                "{" + members.replace("KEY", randomKey()) + "\"model_version\"");

    onBehalf("binary", event, ORIGIN).then().statusCode(425);
  }

  @Test
  void shouldKeepWhatIsNeverShared() {
    Response answer = onBehalf("plugin", EventJson.plugin(plugin), ORIGIN);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("detail")).contains("plugin");
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  private static Response onBehalf(String model, String event, String origin) {
    return given()
        .header("Heliograph-Provenance", encoded(origin))
        .body(event)
        .post("/api/v2/event?sync=true&include_ok=true&model=" + model);
  }

  /** Publishes an event; returns its key. */
  private static String published(String event) {
    return given()
        .body(event)
        .post("/api/v2/event?sync=true&include_ok=true&model=binary")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("ok[0].kafka_key");
  }

  private Hub.Fetched tasks() {
    return Hub.fetch(
        "binary", "active", "version=1&r-live=1&r-expedite=1&deadline=1&count=1&name=" + plugin);
  }

  private void report(JsonPath task, String status) {
    Map<String, Object> input = task.getMap("events[0]");
    String dequeued = input.remove("dequeued").toString();
    input.remove("retries");
    Hub.publish(
        "status",
        EventJson.status(dequeued, json(input))
            .replaceFirst(
                "\"name\":\"feed\",\"version\":\"1.0\"",
                "\"name\":\"" + plugin + "\",\"version\":\"1\"")
            .replace("\"status\":\"completed\"", "\"status\":\"" + status + "\""));
  }

  private static String json(Map<String, Object> event) {
    try {
      return new ObjectMapper().writeValueAsString(event);
    } catch (JacksonException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private JsonPath progress(String key) {
    Response answer = given().get("/api/v1/events/" + key + "/progress?version=1&name=" + plugin);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private List<Map.Entry<String, String>> states(String key) {
    return states(key, plugin, "1");
  }

  /** Queue and state of every place that the event has for a plugin. */
  private static List<Map.Entry<String, String>> states(String key, String name, String version) {
    JsonPath found =
        given()
            .get("/api/v1/events/" + key + "/progress?name=" + name + "&version=" + version)
            .jsonPath();
    List<Map<String, Object>> all = found.getList("subscriptions");
    return all.stream()
        .map(one -> Map.entry(one.get("queue").toString(), one.get("state").toString()))
        .toList();
  }

  /** A key as hubs make them. */
  private static String randomKey() {
    return EventJson.sha256().substring(32);
  }
}
