package io.heliograph.dispatcher.registration;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.dispatcher.simulate.VerdictsTest;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 56 and 57 of the feature table. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class RegistrationIT {
  private static final String EVENT = new String(VerdictsTest.event(1), UTF_8);

  @TestHTTPResource(value = "/health", management = true)
  URI management;

  @Inject RedisDataSource redis;

  @BeforeEach
  void nobodyIsRegistered() {
    redis.flushall();
  }

  private static void fetch(String query) {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                given()
                        .header("User-Agent", "it/1")
                        .get("/api/v2/event/binary/active?deadline=0&version=1&" + query)
                        .statusCode()
                    == 200);
  }

  private String value(String key) {
    await().untilAsserted(() -> assertThat(redis.value(String.class).get(key)).isNotNull());
    return redis.value(String.class).get(key);
  }

  @Test
  void shouldNotBeDegradedWhileRedisAnswers() {
    given()
        .get(management.resolve("/q/health/ready"))
        .then()
        .body("checks.find { it.name == 'redis' }.status", equalTo("UP"))
        .body("checks.find { it.name == 'redis' }.data", nullValue());
  }

  @Test
  void shouldRememberConsumerAndDeploymentForADayWhenAFetchCame() {
    fetch("name=rit&r-live=1&r-historic=1&deployment_key=dep&count=3&d-action=mapped&d-self=1");

    JsonPath consumer = JsonPath.from(value("hub:consumer:rit-1-binary-allsrc-alltype-LH"));
    assertThat(consumer.getString("user_agent")).isEqualTo("it/1");
    assertThat(consumer.getString("name")).isEqualTo("rit");
    assertThat(consumer.getInt("count")).isEqualTo(3);
    assertThat(consumer.getBoolean("is_task")).isTrue();
    assertThat(consumer.getBoolean("deny_self")).isTrue();
    assertThat(consumer.getBoolean("require_historic")).isTrue();
    assertThat(consumer.getList("deny_events", String.class)).containsExactly("mapped");
    assertThat(value("hub:deployment:dep")).isEqualTo("{\"kafka_prefix\":\"rit-1-binary\"}");
    for (String key :
        List.of("hub:consumer:rit-1-binary-allsrc-alltype-LH", "hub:deployment:dep")) {
      assertThat(redis.key().ttl(key)).isBetween(86_000L, 86_400L);
    }
  }

  @Test
  void shouldSimulateForEveryRegisteredConsumer() {
    fetch("name=sim-any&r-live=1");
    fetch("name=tester&r-live=1&d-self=true");
    fetch("name=sim-small&r-live=1&r-under-content-size=99");
    value("hub:consumer:sim-any-1-binary-allsrc-alltype-L");
    value("hub:consumer:tester-1-binary-allsrc-alltype-L");
    value("hub:consumer:sim-small-1-binary-allsrc-alltype-L");

    List<Map<String, Object>> consumers =
        given()
            .body(EVENT)
            .post("/api/v2/event/simulate")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("consumers");

    assertThat(consumers)
        .containsExactlyInAnyOrder(
            verdict("sim-any", ""),
            verdict("tester", "FilterConsumerRules-reject_self"),
            verdict("sim-small", "FilterConsumerRules-reject_content_too_large"));
  }

  private static Map<String, Object> verdict(String name, String trigger) {
    return Map.of(
        "name",
        name,
        "version",
        "1",
        "filter_out",
        !trigger.isEmpty(),
        "filter_out_trigger",
        trigger);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "nonsense", "[]"})
  void shouldFailOnABadBodyOnlyWhenSomebodyIsRegistered(String body) {
    given()
        .body(body)
        .post("/api/v2/event/simulate")
        .then()
        .statusCode(200)
        .body(equalTo("{\"consumers\":[]}"));
    redis.value(String.class).set("hub:consumer:x", "{\"name\":\"x\",\"version\":\"1\"}");

    JsonPath error =
        given()
            .body(body)
            .post("/api/v2/event/simulate")
            .then()
            .statusCode(500)
            .extract()
            .jsonPath();

    assertThat(error.getString("title")).isEqualTo("Failed to simulate event");
  }
}
