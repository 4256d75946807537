package io.heliograph.dashboard.misp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.Feed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The streams of MISP-dashboard, beginning with an empty Redis as the vectors do. */
@QuarkusTest
@WithTestResource(EmptyServers.class)
class MispStreamsIT {
  private static final String REPLAYS = "/api/v1/statistics/replays";

  @TestHTTPResource("/")
  URI uri;

  @Test
  void shouldStreamWhatMispDashboardStreamsWhenItsFeedGoesOn() throws Exception {
    try (StreamReader logs = new StreamReader(uri, "/_logs");
        StreamReader maps = new StreamReader(uri, "/_maps");
        StreamReader contributors = new StreamReader(uri, "/_eventStreamLastContributor");
        StreamReader awards = new StreamReader(uri, "/_eventStreamAwards")) {
      byte[] feed = Feed.text("feed-sse.jsonl").getBytes(StandardCharsets.UTF_8);
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .until(() -> given().body(feed).post(REPLAYS).statusCode() == 202);

      JsonNode expected = Feed.json("sse-expected.json").get("streams");
      assertThat(logs.data(10)).isEqualTo(lines(expected.get("/_logs")));
      assertThat(maps.data(3)).isEqualTo(lines(expected.get("/_maps")));
      assertThat(steady(contributors.data(expected.get("/_eventStreamLastContributor").size())))
          .isEqualTo(steady(lines(expected.get("/_eventStreamLastContributor"))));
      assertThat(steady(awards.data(expected.get("/_eventStreamAwards").size())))
          .isEqualTo(steady(lines(expected.get("/_eventStreamAwards"))));
      assertThat(logs.ids()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(10);
    }
  }

  private static List<String> lines(JsonNode expected) {
    List<String> lines = new ArrayList<>();
    expected.forEach(line -> lines.add(line.textValue().substring("data: ".length())));
    return lines;
  }

  /** Without what depends on when Redis was read. */
  private static List<String> steady(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("\"(rank|orgRank|pnts)\": [0-9.]+, ", ""))
        .toList();
  }
}
