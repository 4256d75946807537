package io.heliograph.dashboard.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.Replayed;
import io.heliograph.dashboard.misp.ServersOfItsOwn;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our tables say what MISP-dashboard's answers say, after the same feed. */
@QuarkusTest
@WithTestResource(ServersOfItsOwn.class)
class StatisticsApiIT {
  private static final String API = "/api/v1/statistics/";
  private static final String MAY = "from=2024-05-01T00:00:00Z&to=2024-06-01T00:00:00Z";
  private static final String DAY = "from=2024-05-15T00:00:00Z&to=2024-05-16T00:00:00Z";
  private static final String ALL = "from=2024-04-01T00:00:00Z&to=2024-06-01T00:00:00Z";

  @BeforeEach
  void count() {
    Replayed.once();
  }

  @Test
  void shouldRankAsMispDashboardWhenTheRangeIsItsMonth() {
    List<String> ours = new ArrayList<>();
    for (Map<String, Object> row : rows("contributors?" + MAY)) {
      ours.add(
          row.get("org")
              + " "
              + row.get("points")
              + " "
              + row.get("level")
              + " "
              + row.get("rank"));
    }

    List<String> theirs = new ArrayList<>();
    for (JsonNode row : misp("/_getTopContributor", Map.of())) {
      theirs.add(
          row.get("org").textValue()
              + " "
              + row.get("pnts").asInt()
              + " "
              + row.get("rank").asInt()
              + " "
              + row.get("orgRank").asInt());
    }
    assertThat(ours).hasSize(6).containsExactlyInAnyOrderElementsOf(theirs);
    assertThat(ours.getFirst()).startsWith("Élan SOC 71");
  }

  @Test
  void shouldCountCountriesAsMispDashboardWhenTheRangeIsItsDay() {
    Map<String, Integer> ours = new TreeMap<>();
    rows("countries?" + DAY)
        .forEach(row -> ours.put((String) row.get("country"), (Integer) row.get("count")));

    Map<String, Integer> theirs = new TreeMap<>();
    misp("/_getHitMap", Map.of())
        .forEach(row -> theirs.put(row.get(0).asText(), row.get(1).asInt()));
    assertThat(ours).isEqualTo(theirs);
    assertThat(rows("countries?" + DAY).getFirst()).containsEntry("name", "Luxembourg");
  }

  @Test
  void shouldPlaceAsMispDashboardWhenTheRangeIsItsDay() throws Exception {
    Map<String, Integer> ours = new TreeMap<>();
    rows("places?" + DAY)
        .forEach(row -> ours.put(String.valueOf(row.get("value")), (Integer) row.get("count")));

    for (JsonNode row : misp("/_getTopCoord", Map.of())) {
      JsonNode place = Feed.JSON.readTree(row.get(0).textValue());
      assertThat(ours).containsEntry(place.path("value").asText("null"), row.get(1).asInt());
    }
  }

  @Test
  void shouldFindWhatMispDashboardFindsWhenACircleIsAskedFor() throws Exception {
    List<Map<String, Object>> ours =
        rows("places/within?latitude=49.6&longitude=6.1&kilometres=50&" + DAY);

    for (JsonNode request : Feed.json("http-expected.json").get("requests")) {
      if (request.get("path").textValue().equals("/_getCoordsByRadius")
          && request.get("query").path("radius").asInt() == 50) {
        List<String> theirs = new ArrayList<>();
        for (JsonNode group : request.get("json")) {
          for (JsonNode member : group.get(0)) {
            theirs.add(Feed.JSON.readTree(member.textValue()).get("value").textValue());
          }
        }
        assertThat(theirs).isNotEmpty();
        assertThat(ours).map(row -> row.get("value")).containsExactlyInAnyOrderElementsOf(theirs);
      }
    }
    given()
        .get(API + "places/within?latitude=91&longitude=0&kilometres=1")
        .then()
        .statusCode(400)
        .body("detail", org.hamcrest.Matchers.startsWith("latitude is not a number"));
    given()
        .get(API + "places/within?latitude=1&longitude=0")
        .then()
        .statusCode(400)
        .body("detail", equalTo("kilometres is missing"));
  }

  @ParameterizedTest
  @CsvSource({
    "events, /_getTrendingEvents",
    "categories, /_getTrendingCategs",
  })
  void shouldTrendAsMispDashboardWhenAllLabelsAreAskedFor(String table, String path) {
    Map<String, Integer> ours = new TreeMap<>();
    rows("trendings/" + table + "?limit=1000&" + DAY)
        .forEach(row -> ours.put((String) row.get("label"), (Integer) row.get("count")));

    JsonNode newest = misp(path, Map.of()).get(0).get(1);
    assertThat(newest).isNotEmpty();
    newest.forEach(
        pair -> assertThat(ours).containsEntry(pair.get(0).asText(), pair.get(1).asInt()));
  }

  @Test
  void shouldCountSightingsAndTagsAsMispDashboard() {
    JsonNode newest = misp("/_getTrendingSightings", Map.of()).get(0).get(1);
    Map<String, Object> day = rows("trendings/sightings?" + DAY).getFirst();
    assertThat(day)
        .containsEntry("sightings", newest.get("sightings").asInt())
        .containsEntry("falsePositives", newest.get("false_positive").asInt());

    JsonNode tag = misp("/_getTrendingTags", Map.of()).get(0).get(1).get(0);
    assertThat(rows("trendings/tags?" + DAY).getFirst())
        .containsEntry("label", tag.get(0).get("name").asText())
        .containsEntry("colour", tag.get(0).get("colour").asText())
        .containsEntry("count", tag.get(1).asInt());
  }

  @Test
  void shouldAwardTrophiesAsMispDashboard() {
    List<String> ours =
        rows("contributors/trophies?category=network_activity").stream()
            .map(row -> row.get("org") + " " + row.get("points") + " " + row.get("rank"))
            .toList();

    List<String> theirs = new ArrayList<>();
    misp("/_getAllOrgsTrophyRanking/network_activity", Map.of())
        .forEach(
            row ->
                theirs.add(
                    row.get(0).asText() + " " + row.get(1).asInt() + " " + row.get(2).asInt()));
    assertThat(ours).isEqualTo(theirs);
  }

  @Test
  void shouldCompareLoginsWithContributionsAsMispDashboard() {
    JsonNode both = misp("/_getLoginVSCOntribution", Map.of());
    assertThat(rows("users/days?" + DAY).getFirst())
        .containsEntry("contributed", both.get(0).asInt())
        .containsEntry("notContributed", both.get(1).asInt());

    int[] ours = {0};
    rows("users/punch-card?from=2024-05-09T00:00:00Z&to=2024-05-16T00:00:00Z")
        .forEach(row -> ours[0] += (Integer) row.get("logins"));
    int theirs = 0;
    for (JsonNode day : misp("/_getUserLogins", Map.of())) {
      for (JsonNode hour : day) {
        theirs += hour.asInt();
      }
    }
    assertThat(ours[0]).isEqualTo(theirs).isPositive();
  }

  @Test
  void shouldSumUpToThePointsWhenActivityIsToldInAnyStep() {
    Map<String, Integer> byDay = sums("activity?step=1d&" + MAY);
    Map<String, Integer> byHour = sums("activity?step=1h&" + MAY);
    Map<String, Integer> byFive = sums("activity?step=5m&limit=5000&" + MAY);

    assertThat(byDay).containsKey("network_activity").isEqualTo(byHour).isEqualTo(byFive);
    Map<String, Integer> ofOrganisations = new TreeMap<>();
    rows("contributors/categories?" + MAY)
        .forEach(
            row ->
                ofOrganisations.merge(
                    (String) row.get("category"), (Integer) row.get("count"), Integer::sum));
    assertThat(byDay.get("network_activity")).isEqualTo(ofOrganisations.get("network_activity"));
    assertThat(byDay.get("person")).isEqualTo(ofOrganisations.get("person"));
  }

  @Test
  void shouldGiveLinesWithTheirEventWhenTheLogIsAsked() {
    List<Map<String, Object>> lines = rows("log?" + ALL);

    assertThat(lines).hasSizeBetween(90, 101);
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.get("title")).asString().isNotEmpty();
              assertThat(line.get("org")).isEqualTo("Org \"Q\" & <Co>");
              assertThat(line.get("time")).asString().startsWith("2024-").endsWith("Z");
            });
    assertThat(lines).allSatisfy(line -> assertThat(line.get("link")).isNull());
  }

  @Test
  void shouldAnswerCsvWhenItIsAskedFor() {
    String csv =
        given().accept("text/csv").get(API + "contributors?" + MAY).then().extract().asString();

    assertThat(csv.lines().findFirst())
        .contains("place,org,points,pointsAllTime,level,rank,badges,trophy,last");
    assertThat(csv).contains("\"Org \"\"Q\"\" & <Co>\"").contains("\r\n");
    given()
        .get(API + "contributors?format=csv&" + MAY)
        .then()
        .contentType(containsString("text/csv"))
        .header("Content-Disposition", containsString("contributors.csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=yesterday",
        "from=2024-05-15",
        "from=2024-05-15T00:00:00",
        "to=2024-13-01T00:00:00Z",
        "from=2024-05-16T00:00:00Z&to=2024-05-15T00:00:00Z",
        "from=2024-05-15T00:00:00Z&to=2024-05-15T00:00:00Z",
        "from=0001-01-01T00:00:00Z&to=9999-01-01T00:00:00Z",
        "limit=0",
        "limit=many",
        "limit=5001",
        "format=xml",
        "step=2h"
      })
  void shouldRefuseAndNameTheFieldWhenAParameterIsBad(String query) {
    String field = query.substring(0, query.indexOf('='));

    given()
        .get(API + "activity?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("status", equalTo(400))
        .body("detail", org.hamcrest.Matchers.startsWith(field + " "))
        .body("detail", containsString(", found '"));
  }

  @Test
  void shouldSayWhyWhenATableIsEmpty() {
    given()
        .get(API + "activity?from=2020-01-01T00:00:00Z&to=2020-01-08T00:00:00Z")
        .then()
        .statusCode(200)
        .body("rows.size()", equalTo(0))
        .body("empty.code", equalTo("nothing-in-range"))
        .body("empty.since", equalTo("2024-05-15T12:00:00Z"));
  }

  @Test
  void shouldListRefusedMessagesWithTheirReasonWhenThereAreSome() {
    Replayed.replay("{\"at\":1715774400,\"topic\":\"misp_json\",\"raw\":\"{\"}");

    assertThat(rows("rejected?" + DAY))
        .anySatisfy(
            row ->
                assertThat(row)
                    .containsEntry("reason", "not-json")
                    .containsEntry("topic", "misp_json")
                    .containsEntry("time", "2024-05-15T12:00:00Z"));
    assertThat(rows("rejected/counts"))
        .anySatisfy(row -> assertThat(row).containsEntry("reason", "not-json"));
  }

  private static Map<String, Integer> sums(String query) {
    Map<String, Integer> sums = new TreeMap<>();
    rows(query)
        .forEach(
            row ->
                sums.merge((String) row.get("category"), (Integer) row.get("count"), Integer::sum));
    return sums;
  }

  private static List<Map<String, Object>> rows(String query) {
    return given().get(API + query).then().statusCode(200).extract().path("rows");
  }

  private static JsonNode misp(String path, Map<String, ?> query) {
    for (JsonNode request : Feed.json("http-expected.json").get("requests")) {
      if (request.get("path").textValue().equals(path)
          && request.get("query").size() == query.size()) {
        return request.get("json");
      }
    }
    throw new AssertionError(path);
  }

  @Test
  void shouldCountWhatWasRefusedInPartToo() {
    Replayed.replay(
        "{\"at\":1715774400,\"topic\":\"misp_json_event\",\"message\":"
            + "{\"Event\":{\"info\":\"t\",\"timestamp\":\"1500000000\",\"Attribute\":[{}]}}}");

    assertThat(rows("rejected/counts"))
        .filteredOn(row -> row.get("reason").equals("member-missing"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat((Integer) row.get("partly")).isPositive();
              assertThat(row.get("count"))
                  .isEqualTo((Integer) row.get("rejected") + (Integer) row.get("partly"));
            });
  }

  @Test
  void shouldListReplayedFeedsAmongTheSources() {
    assertThat(rows("feeds"))
        .filteredOn(row -> row.get("feed").equals("misp1"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).containsEntry("kind", "replayed");
              assertThat((Integer) row.get("counted")).isGreaterThan(100);
              assertThat(row.get("lastMessageAt")).asString().startsWith("2024-05-15T12:00:00");
            });
  }

  @Test
  void shouldRefuseWholeWhenOneLineOfAReplayIsOfTheFuture() {
    String good = "{\"at\":1715774400,\"topic\":\"misp_json_self\",\"message\":{\"uptime\":1}}\n";

    given()
        .body(good + good.replace("1715774400", "2111377503"))
        .post(API + "replays")
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo("line 2: at is over an hour ahead, which Kafka refuses, found '2111377503'"));
  }

  @Test
  void shouldAnswerSoThatTheSenderSeesItWhenABodyIsTooLarge() throws Exception {
    byte[] large = new byte[70_000_000];
    try (java.net.Socket socket =
        new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), RestAssured.port)) {
      String head =
          "POST /api/v1/statistics/replays HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
              + large.length
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      // All of it is sent before anything is read, as simple clients do.
      socket.getOutputStream().write(large);
      socket.getOutputStream().flush();
      byte[] answer = new byte[12];
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length)).isEqualTo(12);
      assertThat(new String(answer, java.nio.charset.StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
  }
}
