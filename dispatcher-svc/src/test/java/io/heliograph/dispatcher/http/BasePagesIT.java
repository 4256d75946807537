package io.heliograph.dispatcher.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.heliograph.dispatcher.LocalKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
}
