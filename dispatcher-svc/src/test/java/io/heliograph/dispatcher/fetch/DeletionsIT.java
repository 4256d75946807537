package io.heliograph.dispatcher.fetch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.testkit.EventJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The four kinds of deletion (contract part 2 section 4.11, part 1 row 25): what is deleted is
 * neither handed out nor taken again, and its record gets one tombstone.
 */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class DeletionsIT {
  private static final String SOURCE = "tasking";
  private static final String TOPIC = "tasking.binary.data";

  /** Tells the events of one test from all others. */
  private final String mark = Hub.plugin();

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  @Test
  void shouldDeleteTheEventsThatAreNamed() {
    String event = event(EventJson.binary(EventJson.sha256(), SOURCE, "{}"));
    JsonPath deleted = publish(event);
    JsonPath kept = publish(event(EventJson.binary(EventJson.sha256(), SOURCE, "{}")));

    Hub.publish("delete", EventJson.delete(deleted.getString("kafka_key")));

    awaitOnly(kept);
    assertRefused(event);
    assertBuriedOnce(deleted.getString("kafka_key"));
  }

  @Test
  void shouldDeleteWhatHasALink() {
    JsonPath deleted = publish(event(derived()));
    JsonPath kept = publish(event(derived()));

    delete("link", "\"track_link\":\"" + deleted.getString("track_links[0]") + "\"");

    awaitOnly(kept);
  }

  @Test
  void shouldDeleteWhatAnAuthorMadeBeforeThatTime() {
    Instant border = Instant.now().minusSeconds(600);
    JsonPath deleted = publish(event(at(border.minusSeconds(5))));
    JsonPath kept = publish(event(at(border.plusSeconds(5))));

    delete(
        "author", "\"track_author\":\"plugin." + mark + ".1.0\",\"timestamp\":\"" + border + "\"");

    awaitOnly(kept);
    assertRefused(event(at(border.minusSeconds(7))));
    assertThat(deleted.getList("track_authors")).contains("plugin." + mark + ".1.0");
  }

  @Test
  void shouldDeleteASubmission() {
    JsonPath deleted = publish(event(EventJson.binary(EventJson.sha256(), SOURCE, "{}")));
    JsonPath kept =
        publish(
            event(EventJson.binary(EventJson.sha256(), SOURCE, "{}")).replace("\"r\":", "\"s\":"));
    String reference = deleted.getString("track_source_references");

    delete("submission", "\"track_source_references\":\"" + reference + "\"");

    awaitOnly(kept);
  }

  @Test
  void shouldDeleteASubmissionOnlyOfThatTime() {
    String early = event(EventJson.binary(EventJson.sha256(), SOURCE, "{}"));
    JsonPath deleted = publish(early);
    String time = deleted.getString("source.timestamp");
    JsonPath kept =
        publish(
            event(EventJson.binary(EventJson.sha256(), SOURCE, "{}"))
                .replace(
                    "\"timestamp\":\"" + time + "\",\"references\"",
                    "\"timestamp\":\""
                        + Instant.parse(time).minusSeconds(9)
                        + "\",\"references\""));
    assertThat(kept.getString("source.timestamp")).isNotEqualTo(time);

    delete(
        "submission",
        "\"track_source_references\":\""
            + deleted.getString("track_source_references")
            + "\",\"timestamp\":\""
            + time
            + "\"");

    awaitOnly(kept);
  }

  /** An event with a path of two nodes. */
  private static String derived() {
    String sha256 = EventJson.sha256();
    return EventJson.enriched(sha256).replace("\"testing\"", "\"" + SOURCE + "\"");
  }

  private static String at(Instant time) {
    return EventJson.binary(EventJson.sha256(), SOURCE, "{}")
        .replaceFirst("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"" + time + "\"");
  }

  /** Of an author and with references that no other test has. */
  private String event(String json) {
    return json.replace("\"feed\"", "\"" + mark + "\"")
        .replace("\"references\":{\"r\":\"1\"}", "\"references\":{\"r\":\"" + mark + "\"}");
  }

  private static JsonPath publish(String event) {
    return given()
        .body("[" + event + "]")
        .post("/api/v2/event?sync=true&include_ok=true&model=binary")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .setRootPath("ok[0]");
  }

  private static void delete(String action, String members) {
    String event =
        "{\"model_version\":6,\"timestamp\":\"%s\",\"author\":{\"name\":\"operator\"},"
                .formatted(Instant.now())
            + "\"action\":\"%s\",\"entity\":{\"reason\":\"test\",\"%s\":{%s}}}"
                .formatted(action, action, members);
    Hub.publish("delete", event);
  }

  /** A new subscription over everything gets that one of this test's events, and no other. */
  private void awaitOnly(JsonPath kept) {
    Awaitility.await("only what is left")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Hub.Fetched fetched =
                  Hub.fetch(
                      "binary",
                      "passive",
                      "version=1&r-historic=1&deadline=1&count=1000&r-source="
                          + SOURCE
                          + "&name="
                          + Hub.plugin());
              List<String> ours =
                  fetched
                      .events()
                      .getList("events.findAll { it.author.name == '" + mark + "' }.kafka_key");
              assertThat(ours).containsExactly(kept.getString("kafka_key"));
              assertThat(fetched.filters()).containsKey("FilterPreviouslyDeleted-deleted");
            });
  }

  private static void assertRefused(String event) {
    JsonPath answer =
        given()
            .body("[" + event + "]")
            .post("/api/v2/event?sync=true&model=binary")
            .then()
            .statusCode(425)
            .extract()
            .jsonPath();
    assertThat(answer.getString("detail")).contains("FilterPreviouslyDeleted:1");
  }

  /** However many subscriptions have met the record. */
  private static void assertBuriedOnce(String kafkaKey) {
    Awaitility.await("a tombstone")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              long tombstones =
                  KafkaRecords.of(TOPIC, kafkaKey).stream()
                      .filter(record -> record.value() == null)
                      .count();
              assertThat(tombstones).isEqualTo(1);
            });
  }
}
