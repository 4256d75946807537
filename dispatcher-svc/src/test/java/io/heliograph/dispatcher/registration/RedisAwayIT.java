package io.heliograph.dispatcher.registration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.heliograph.dispatcher.LocalKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Redis holds only what may be lost: without it fetches go on. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@TestProfile(RedisAwayIT.NoRedis.class)
class RedisAwayIT {
  @TestHTTPResource(value = "/health", management = true)
  URI management;

  /** Names a port on which nothing can listen. */
  public static final class NoRedis implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("hub.redis.uri", "redis://127.0.0.1:1");
    }
  }

  @Test
  void shouldFetchAndCountTheFailureWhenRedisIsAway() {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                given()
                        .get("/api/v2/event/binary/active?deadline=0&name=away&version=1&r-live=1")
                        .statusCode()
                    == 200);

    await()
        .untilAsserted(
            () ->
                assertThat(given().get(management.resolve("/metrics")).asString())
                    .containsPattern("hub_registration_failures_total [1-9]"));
    await()
        .untilAsserted(
            () ->
                given()
                    .get(management.resolve("/q/health/ready"))
                    .then()
                    .statusCode(200)
                    .body("checks.find { it.name == 'redis' }.status", equalTo("UP"))
                    .body(
                        "checks.find { it.name == 'redis' }.data.degraded",
                        containsString("Redis is away")));
    given()
        .body("{}")
        .post("/api/v2/event/simulate")
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .body("title", equalTo("unavailable"));
  }
}
