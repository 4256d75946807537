package io.heliograph.dispatcher.fetch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.testkit.RawConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing from a web page, nothing by HEAD (contract dispatcher.md part 1 row 32). */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class WebPageIT {
  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  /** Everything that the service answers until it closes the connection. */
  private static String raw(String text) throws IOException {
    try (RawConnection client = new RawConnection(RestAssured.port)) {
      return client.send(text).rest();
    }
  }

  private static String get(String target, String... lines) throws IOException {
    return raw(
        "GET "
            + target
            + " HTTP/1.1\r\n"
            + String.join("\r\n", lines)
            + "\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Origin | http://evil.example",
        "Origin | null",
        "Sec-Fetch-Site | cross-site",
        "Referer | https://evil.example/lure",
        "Host | rebound.example"
      })
  void shouldTakeNothingWhenAPageAsksAndAllWhenAPluginAsks(String header, String value) {
    String query = Hub.subscribed("passive", "");
    BinaryText refused = BinaryText.sourced();
    BinaryText event = BinaryText.sourced();
    String detail = "header " + header + ": '" + value + "' is";

    given()
        .header(header, value)
        .contentType("text/plain")
        .body(refused.json())
        .post("/api/v2/event?sync=true&model=binary&pause_plugins=true")
        .then()
        .statusCode(403)
        .contentType("application/json")
        .body("status", org.hamcrest.Matchers.equalTo("403"))
        .body("title", org.hamcrest.Matchers.equalTo("forbidden"))
        .body("error_enum", org.hamcrest.Matchers.equalTo("ErrorStringEnumUnset"))
        .body("detail", startsWith(detail));
    given()
        .header(header, value)
        .body("x")
        .post("/api/v3/stream/testing/content")
        .then()
        .statusCode(403)
        .body("detail", startsWith(detail));
    given().header(header, value).delete("/api/v1/pause").then().statusCode(403);
    Hub.publish(event);
    var taken = Hub.raw("binary", "passive", query + "&deadline=5", header, value);
    assertThat(taken.statusCode()).isEqualTo(403);
    assertThat(taken.path("detail").toString()).startsWith(detail);

    assertThat(Hub.fetch("binary", "passive", query + "&deadline=5").hashes())
        .containsExactly(event.sha256());
    given().get("/api/v1/pause").then().body("paused", org.hamcrest.Matchers.equalTo(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/event/binary/passive",
        "/api//v2/event/binary/passive",
        "/api/v2/./event/x/../binary/passive",
        "/api/v2/%65vent/binary/passive",
        "/api/v2;a=b/event;c/binary/passive",
        "/api%2Fv2/event/binary/passive",
        "http://localhost/api/v2/event/binary/passive"
      })
  void shouldRefuseAFetchOfAPageHoweverItsPathIsWritten(String path) throws IOException {
    String query = "?name=" + Hub.plugin() + "&version=1&r-live=true&deadline=0";
    String host = "Host: localhost";

    assertThat(get(path + query, host, "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403 ");
    assertThat(get(path + query, host)).doesNotStartWith("HTTP/1.1 403 ");
  }

  @Test
  void shouldTakeNothingWhenTheMethodIsHead() {
    String query = Hub.subscribed("passive", "");
    BinaryText event = BinaryText.sourced();
    Hub.publish(event);

    for (String kind : List.of("passive", "active")) {
      given()
          .head("/api/v2/event/binary/" + kind + "?" + query + "&deadline=2")
          .then()
          .statusCode(405)
          .header("Allow", "GET")
          .contentType("application/json");
    }
    for (String path : List.of("/api/v2/event?model=binary", "/api/v2/event/simulate")) {
      given().head(path).then().statusCode(405).header("Allow", "POST");
    }

    assertThat(Hub.fetch("binary", "passive", query + "&deadline=5").hashes())
        .containsExactly(event.sha256());
    given().delete("/api/v2/event/binary/passive").then().statusCode(404);
  }

  @Test
  void shouldCloseTheConnectionWhenThereIsNotOneHost() throws IOException {
    String good = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String twice = good.replace("Host:", "Host: localhost\r\nHost:");

    assertThat(raw(twice + good)).startsWith("HTTP/1.1 400 ").doesNotContain("Azul Dispatcher");
    assertThat(get("/", "Host: localhost")).contains("Azul Dispatcher");
  }
}
