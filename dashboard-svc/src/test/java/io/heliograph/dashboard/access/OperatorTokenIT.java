package io.heliograph.dashboard.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.misp.ServersOfItsOwn;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What operators do, over HTTP, of a dashboard that has a token for them. */
@QuarkusTest
@WithTestResource(OperatorTokenIT.Servers.class)
class OperatorTokenIT {
  private static final String TOKEN = "a token that nobody guesses";
  private static final String REPLAYS = "/api/v1/statistics/replays";
  private static final String HONOUR = "/api/v1/statistics/contributors/CIRCL/honours/badge-1";

  /** Servers of a dashboard with a token. */
  public static final class Servers extends ServersOfItsOwn {

    @Override
    public Map<String, String> start() {
      Map<String, String> settings = new HashMap<>(super.start());
      settings.put("hub.operator.token", TOKEN);
      return settings;
    }
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + TOKEN);
  }

  private static void refused(RequestSpecification asked) {
    byte[] feed = Feed.text("feed.jsonl").getBytes(StandardCharsets.UTF_8);
    for (var answer :
        new io.restassured.response.Response[] {
          asked.put(HONOUR), asked.delete(HONOUR), asked.body(feed).post(REPLAYS)
        }) {
      answer
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", "Bearer")
          .contentType("application/problem+json")
          .body("title", equalTo("unauthorized"))
          .body("status", equalTo(401));
    }
  }

  @Test
  void shouldDoForOperatorsWhatItRefusesToOthers() {
    refused(given());
    refused(given().header("Authorization", "Bearer a token that somebody guesses"));
    byte[] feed = Feed.text("feed.jsonl").getBytes(StandardCharsets.UTF_8);
    String id =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptions()
            .until(
                () ->
                    operator().body(feed).post(REPLAYS).then().statusCode(202).extract().path("id"),
                one -> one != null);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> "counted".equals(operator().get(REPLAYS + "/" + id).path("state")));

    refused(given());
    given().get(REPLAYS + "/" + id).then().statusCode(401);
    operator().put(HONOUR).then().statusCode(201);
    operator().put(HONOUR).then().statusCode(204);
    operator().delete(HONOUR).then().statusCode(204);
    given().get("/api/v1/statistics/contributors").then().statusCode(200);
  }
}
