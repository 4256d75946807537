package io.heliograph.dashboard.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.Replayed;
import io.heliograph.dashboard.misp.StreamReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams of ours, and the honours that they announce. */
@QuarkusTest
@WithTestResource(LiveServers.class)
class LiveRoutesIT {
  private static final String LIVE = "/api/v1/statistics/live/";
  private static final String REPLAYS = "/api/v1/statistics/replays";
  private static final String ORG = "/api/v1/statistics/contributors/CIRCL/honours/";

  @TestHTTPResource("/")
  URI uri;

  @BeforeEach
  void count() {
    Replayed.once();
  }

  @Test
  void shouldSayThatItLivesWhenNothingHappens() throws Exception {
    try (StreamReader awards = new StreamReader(uri, LIVE + "awards")) {
      await().until(() -> awards.lines(": alive").size() >= 2);
    }
  }

  @Test
  void shouldGiveWhatWasMissedWhenAPageComesBackWithItsLastId() throws Exception {
    String seen;
    try (StreamReader awards = new StreamReader(uri, LIVE + "awards")) {
      given().put(ORG + "badge-1").then().statusCode(201);
      assertThat(awards.data(1).getFirst()).contains("CIRCL", "badge");
      seen = awards.ids().getFirst();
    }
    given().put(ORG + "badge-2").then().statusCode(201);

    try (StreamReader again = new StreamReader(uri, LIVE + "awards", seen)) {
      assertThat(again.data(1).getFirst()).contains("[\"badge\", 2]");
    }
  }

  @Test
  void shouldGiveAndTakeHonoursWhenAnOperatorSaysSo() {
    given().put(ORG + "requirement-16").then().statusCode(201);
    given().put(ORG + "requirement-16").then().statusCode(204);
    assertThat(badgesAndRank()).isEqualTo(List.of(5));

    given().delete(ORG + "requirement-16").then().statusCode(204);

    assertThat(badgesAndRank()).isEqualTo(List.of(4));
    given()
        .put(ORG + "badge-6")
        .then()
        .statusCode(400)
        .body("detail", startsWith("id is not an award"));
    given()
        .put("/api/v1/statistics/contributors/nobody/honours/badge-1")
        .then()
        .statusCode(404)
        .body("detail", equalTo("org has not contributed anything"));
    assertThat(
            given()
                .get("/api/v1/statistics/contributors/awards")
                .then()
                .extract()
                .<List<String>>path("rows.findAll { it.kind == 'requirement' }.org"))
        .contains("CIRCL");
  }

  @Test
  void shouldRefuseHonoursToOthersThanProgramsHereWhileNoTokenIsSet() {
    Map<String, String> elsewhere =
        Map.of(
            "X-Forwarded-For", "198.51.100.7",
            "Forwarded", "for=198.51.100.7",
            "Origin", "https://page.example",
            "Sec-Fetch-Site", "cross-site",
            "Host", "rebound.example");

    elsewhere.forEach(
        (header, value) -> {
          String cause = header.contains("orwarded") ? "hub.operator.token" : "header " + header;
          for (Method method : List.of(Method.PUT, Method.DELETE)) {
            given()
                .header(header, value)
                .request(method, ORG + "badge-5")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("title", equalTo("forbidden"))
                .body("detail", containsString(cause));
          }
          given().header(header, value).body("{}").post(REPLAYS).then().statusCode(403);
        });
    given().put(ORG + "badge-5").then().statusCode(201);
    given().delete(ORG + "badge-5").then().statusCode(204);
  }

  private static List<Integer> badgesAndRank() {
    return given()
        .get("/api/v1/statistics/contributors?from=2024-05-01T00:00:00Z&to=2024-06-01T00:00:00Z")
        .then()
        .statusCode(200)
        .extract()
        .path("rows.findAll { it.org == 'CIRCL' }.rank");
  }

  @Test
  void shouldStreamLinesWithEventAndLinkWhenAnAttributeComes() throws Exception {
    String line =
        Feed.text("feed.jsonl")
            .lines()
            .filter(one -> one.contains("misp_json_attribute"))
            .findFirst()
            .orElseThrow();
    try (StreamReader lines = new StreamReader(uri, LIVE + "lines")) {
      Replayed.replay(line);

      var item = Feed.JSON.readTree(lines.data(1).getFirst());
      assertThat(item.get("kind").textValue()).isEqualTo("Attribute");
      assertThat(item.get("title").textValue()).isNotEmpty();
      assertThat(item.get("link").textValue())
          .isEqualTo("https://misp.example/events/view/" + item.get("event").textValue());
    }
  }

  @Test
  void shouldRefuseOneMoreStreamOfAnAddressAndGiveItWhenOneIsClosed() throws Exception {
    List<StreamReader> readers = new ArrayList<>();
    try {
      for (int at = 0; at < 12; at++) {
        readers.add(new StreamReader(uri, LIVE + "map"));
      }

      given()
          .accept("text/event-stream")
          .get(LIVE + "lines")
          .then()
          .statusCode(429)
          .header("Retry-After", "5")
          .contentType("application/problem+json")
          .body("detail", containsString("has 12 event streams already"));
      given().get("/api/v1/statistics/state").then().statusCode(200);

      readers.removeLast().close();
      await().untilAsserted(() -> new StreamReader(uri, LIVE + "lines").close());
    } finally {
      for (StreamReader reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  void shouldRefuseAFilterThatIsNoObject() {
    for (String cookie : List.of("%ZZ", "%5B1%5D", "x")) {
      for (String accept : List.of("application/json", "text/event-stream")) {
        given()
            .accept(accept)
            .header("Cookie", "filters=" + cookie)
            .get("/_logs")
            .then()
            .statusCode(400)
            .body("detail", startsWith("cookie filters is not"));
      }
    }
    given().header("Cookie", "filters=%7B%7D").get("/_logs").then().statusCode(200);
  }

  @Test
  void shouldBeSubscribedOnceAndSayThatItIsCurrent() {
    given()
        .get("/api/v1/statistics/state")
        .then()
        .statusCode(200)
        .body("live", equalTo(true))
        .body("stale", equalTo(false))
        .body("newest", startsWith("20"));
  }
}
