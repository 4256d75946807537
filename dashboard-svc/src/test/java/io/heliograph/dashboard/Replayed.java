package io.heliograph.dashboard;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The vectors' feed, counted once by the service under test. */
public final class Replayed {
  private static final String REPLAYS = "/api/v1/statistics/replays";
  private static final Set<Integer> COUNTED = new HashSet<>();

  private Replayed() {}

  /** Returns when the feed counts; it is given once to each service, known by its port. */
  public static synchronized void once() {
    if (!COUNTED.add(io.restassured.RestAssured.port)) {
      return;
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () ->
                given()
                        .body("{\"at\":1714352400,\"topic\":\"misp_json\",\"message\":{}}")
                        .post(REPLAYS)
                        .statusCode()
                    == 202);
    replay(Feed.text("feed.jsonl"));
  }

  /** Gives these lines and returns when they count. */
  public static void replay(String lines) {
    String id =
        given()
            .body(lines.getBytes(StandardCharsets.UTF_8))
            .post(REPLAYS)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> "counted".equals(when().get(REPLAYS + "/" + id).path("state")));
  }
}
