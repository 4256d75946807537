package io.heliograph.dispatcher.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.testkit.RawConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LocalKafka.class)
class BasePagesIT {

  @Test
  void shouldTellItsNameWhenTheRootIsAsked() {
    when()
        .get("/")
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/plain"))
        .body(equalTo("Azul Dispatcher"));
  }

  @Test
  void shouldAnswerPlainTextWhenTheRouteIsUnknown() {
    when()
        .get("/no/such/route")
        .then()
        .statusCode(404)
        .header("Content-Type", startsWith("text/plain"))
        .body(equalTo("404 page not found"));
  }

  @Test
  void shouldAnswerNotFoundWhenTheMethodIsWrong() {
    when().delete("/").then().statusCode(404).body(equalTo("404 page not found"));
  }

  @Test
  void shouldHideMetricsWhenAskedOnTheServicePort() {
    when().get("/metrics").then().statusCode(404);
  }

  @Test
  void shouldRedirectWhenThePathEndsWithASlash() {
    given()
        .redirects()
        .follow(false)
        .get("/api/v2/event/?model=binary")
        .then()
        .statusCode(301)
        .header("Location", "/api/v2/event?model=binary");
    given()
        .redirects()
        .follow(false)
        .post("/api/v2/event/?model=binary")
        .then()
        .statusCode(307)
        .header("Location", "/api/v2/event?model=binary");
  }

  @Test
  void shouldRefuseWhenTheQueryIsOverItsLimit() {
    when()
        .get("/api/v2/event?model=" + "x".repeat(8_187))
        .then()
        .statusCode(414)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("X-Content-Type-Options", "nosniff")
        .body(
            equalTo(
                "{\"status\":\"414\",\"title\":\"query too long\",\"detail\":\"the query has 8193"
                    + " bytes, at most 8192\",\"error_enum\":\"ErrorStringEnumUnset\"}"));
  }

  @Test
  void shouldNotSpeakHttp2WhenItIsNotAskedTo() throws IOException {
    assertThat(answer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(
            answer(
                String.join(
                    "\r\n",
                    "GET / HTTP/1.1",
                    "Host: localhost",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__",
                    "",
                    "")))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void shouldWarnWhenAFetchNamesNoPlugin() {
    String fetch = "/api/v2/event/plugin/passive?r-live=true&deadline=0";

    await("the partitions are taken")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                when()
                    .get(fetch)
                    .then()
                    .statusCode(200)
                    .header("Heliograph-Warning", startsWith("parameter name is missing")));
    when().get(fetch + "&name=a").then().statusCode(200).header("Heliograph-Warning", nullValue());
  }

  private static String answer(String text) throws IOException {
    try (RawConnection client = new RawConnection(RestAssured.port)) {
      return client.send(text).some();
    }
  }
}
