package io.heliograph.dispatcher.fetch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Observations and declared entity types over HTTP (contract part 1 row 23). */
@QuarkusTest
@TestProfile(DeclaredTypes.class)
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class DeclaredTypesIT {
  private final String plugin = Hub.plugin();

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  private static String event(String action, String entity) {
    return ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":{\"name\":\"%s\"},"
            + "\"source\":{\"name\":\"testing\",\"timestamp\":\"%s\"},%s\"entity\":%s}")
        .formatted(
            BinaryText.now(),
            "scanner",
            BinaryText.now(),
            action.isEmpty() ? "" : "\"action\":\"" + action + "\",",
            entity);
  }

  @Test
  void shouldPassAnEventOfADeclaredTypeToWhoWantsItsAction() {
    String all = "version=1&r-live=1&r-historic=1&name=" + plugin;
    String gone = all + "b&r-action=gone";
    Hub.fetch("filescan", "passive", all + "&deadline=0");
    Hub.fetch("filescan", "passive", gone + "&deadline=0");
    Hub.publish(
        "filescan",
        event("seen", "{\"file\":{\"name\":\"one\"},\"free\":[1,2]}"),
        event("gone", "{\"file\":{\"name\":\"two\"}}"));

    JsonPath both = Hub.fetch("filescan", "passive", all + "&count=2&deadline=9").events();
    assertThat(both.getList("events.entity.file.name")).containsExactlyInAnyOrder("one", "two");
    assertThat(both.getList("events.kafka_key")).doesNotContainNull();
    JsonPath wanted = Hub.fetch("filescan", "active", gone + "&count=1&deadline=9").events();
    assertThat(wanted.getList("events.entity.file.name")).containsExactly("two");
    JsonPath filtered =
        Hub.fetch(
                "filescan",
                "passive",
                all.replace("name=", "name=f") + "&count=2&deadline=2&filter=entity.free")
            .events();
    assertThat(filtered.getList("events.entity.file.name")).containsExactly("one");
  }

  @Test
  void shouldPassAnObservation() {
    String query = "version=1&r-live=1&count=1&name=" + plugin;
    Hub.fetch("observation", "passive", query + "&deadline=0");
    String id = "hash:sha256:" + "ab".repeat(32);
    Hub.publish(
        "observation",
        event("", "{\"meta\":{\"uuid\":{\"current\":\"" + id + "\"}},\"payload\":{\"a\":1}}"));

    JsonPath found = Hub.fetch("observation", "passive", query + "&deadline=9").events();

    assertThat(found.getString("events[0].kafka_key")).isEqualTo(id);
    assertThat(found.getInt("events[0].entity.payload.a")).isEqualTo(1);
  }

  @Test
  void shouldNameWhatIsWrong() {
    Response unknown = given().body("{}").post("/api/v2/event?model=scrape");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(Hub.raw("scrape", "passive", "name=a&r-live=1").statusCode()).isEqualTo(422);
    Response action = Hub.raw("filescan", "passive", "name=a&r-live=1&r-action=sourced");
    assertThat(action.statusCode()).isEqualTo(422);
    assertThat(action.jsonPath().getString("detail")).contains("r-action").contains("sourced");
    Response avro = Hub.raw("filescan", "passive", "name=a&r-live=1&avro-format=true");
    assertThat(avro.statusCode()).isEqualTo(422);
    assertThat(avro.jsonPath().getString("detail")).contains("avro-format");
    Response failed =
        given()
            .body(event("found", "{\"file\":{\"name\":\"x\"}}"))
            .post("/api/v2/event?model=filescan");
    assertThat(failed.statusCode()).isEqualTo(425);
    assertThat(failed.jsonPath().getString("detail")).contains("action must be one of seen, gone");
  }
}
