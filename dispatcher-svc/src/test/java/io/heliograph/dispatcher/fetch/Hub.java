package io.heliograph.dispatcher.fetch;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.RawConnection;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** The service under test as a client sees it. */
final class Hub {
  private static final AtomicInteger PLUGINS = new AtomicInteger();

  private Hub() {}

  /** A fetch answer taken apart. */
  record Fetched(JsonPath info, JsonPath events, Response response) {
    List<String> hashes() {
      return events.getList("events.entity.sha256", String.class);
    }

    Map<String, Integer> filters() {
      Map<String, Integer> filters = info.getMap("filters");
      return filters == null ? Map.of() : filters;
    }
  }

  /** A plugin name that no other test has. */
  static String plugin() {
    return "plugin" + ProcessHandle.current().pid() + '-' + PLUGINS.incrementAndGet();
  }

  /** Returns when events can be published and fetched. */
  static void awaitReady() {
    Awaitility.await("hub")
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(raw("status", "passive", "name=ready&r-live=1&deadline=0").statusCode())
                    .isEqualTo(200));
  }

  static void publish(String model, String... events) {
    given()
        .body("[" + String.join(",", events) + "]")
        .post("/api/v2/event?sync=true&model=" + model)
        .then()
        .statusCode(200);
  }

  static void publish(BinaryText... events) {
    String[] texts = new String[events.length];
    for (int at = 0; at < events.length; at++) {
      texts[at] = events[at].json();
    }
    publish("binary", texts);
  }

  static Response raw(String model, String mode, String query, String... headers) {
    RequestSpecification request = given().urlEncodingEnabled(false);
    for (int at = 0; at < headers.length; at += 2) {
      request.header(headers[at], headers[at + 1]);
    }
    return request.get("/api/v2/event/" + model + "/" + mode + "?" + query);
  }

  static Fetched fetch(String model, String mode, String query, String... headers) {
    Response response = raw(model, mode, query, headers);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    String type = response.contentType();
    assertThat(type).startsWith("multipart/form-data; boundary=");
    String boundary = type.substring(type.indexOf('=') + 1);
    String[] parts =
        response.asString().split("\r\n?--" + boundary + "|--" + boundary + "\r\n", -1);
    assertThat(parts).hasSize(4);
    return new Fetched(part(parts[1], "info"), part(parts[2], "events"), response);
  }

  private static JsonPath part(String part, String name) {
    int body = part.indexOf("\r\n\r\n") + 4;
    assertThat(part.substring(0, body))
        .contains("form-data; name=\"" + name + "\"; filename=\"" + name + ".json\"");
    return JsonPath.from(part.substring(body));
  }

  /** The bytes of the part {@code events}. */
  static byte[] avroPart(Response response) {
    assertThat(response.statusCode()).isEqualTo(200);
    String body = new String(response.asByteArray(), ISO_8859_1);
    String type = response.contentType();
    String tail = "\r\n--" + type.substring(type.indexOf('=') + 1) + "--\r\n";
    assertThat(body).endsWith(tail);
    int start = body.indexOf("\r\n\r\n", body.indexOf("filename=\"events.json\"")) + 4;
    return body.substring(start, body.length() - tail.length()).getBytes(ISO_8859_1);
  }

  /** The answer to a request line that no client library would send. */
  static String plainGet(String target) throws IOException {
    try (RawConnection client = new RawConnection(RestAssured.port)) {
      return client
          .send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .rest();
    }
  }

  /** Begins a live subscription, so that what is published from now on is its own. */
  static String subscribed(String mode, String query) {
    String more = query.isEmpty() ? "" : "&" + query;
    String all = "name=" + plugin() + "&version=1&r-live=true" + more;
    assertThat(fetch("binary", mode, all + "&deadline=0&count=1000").hashes()).isEmpty();
    return all;
  }
}
