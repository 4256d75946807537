package io.heliograph.dispatcher.publish;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.ServiceReady;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.reference.MetricCatalogue;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row 76: after a scenario the peer's metric names are there, with true labels. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
class PublishMetricsIT {
  @BeforeEach
  void ready() {
    ServiceReady.await();
  }

  @TestHTTPResource(value = "/health", management = true)
  URI management;

  @Test
  void shouldHaveThePeersNamesWhenEventsWerePublished() {
    post("binary", EventJson.binary(EventJson.sha256()), 200);
    post("status", EventJson.status(EventJson.sha256(), EventJson.binary(EventJson.sha256())), 200);
    post("binary", "{}", 422);

    String text = given().get(management.resolve("/metrics")).asString();

    assertThat(text)
        .contains(
            "\ndispatcher_events_published_total{entity=\"binary\",plugin=\"feed\"} ",
            "\ndispatcher_events_published_total{entity=\"status\",plugin=\"feed\"} ",
            "\ndispatcher_events_status_published{plugin=\"feed\",status=\"completed\"} ",
            "\ndispatcher_events_produce_duration_count{stage=\"buffer\"} ",
            "\ndispatcher_events_produce_duration_count{stage=\"transform\"} ",
            "\ndispatcher_events_produce_duration_count{stage=\"produce\"} ",
            "\ndispatcher_events_produce_pipelines_duration_count{",
            "\ndispatcher_kafka_produced_message_bytes_total{topic=\"testing.binary.data\"} ",
            "\ndispatcher_restapi_time_seconds_count{method=\"POST\",path=\"/api/v2/event\"} ",
            "\ndispatcher_restapi_response_codes{code=\"200\",method=\"POST\","
                + "path=\"/api/v2/event\"} ",
            "\ndispatcher_restapi_response_codes{code=\"422\",method=\"POST\","
                + "path=\"/api/v2/event\"} ",
            "\nhub_topic_drift ");
  }

  @Test
  void shouldExposeWhatTheCatalogueSaysWhenEventsAndContentsPassed() {
    post("status", EventJson.status(EventJson.sha256(), EventJson.binary(EventJson.sha256())), 200);
    given().body(new byte[] {1}).post("/api/v3/stream/testing/content").then().statusCode(200);
    given()
        .queryParam("name", "Metrics")
        .queryParam("version", "1")
        .queryParam("r-historic", "true")
        .queryParam("deadline", "1")
        .get("/api/v2/event/status/active")
        .then()
        .statusCode(200);
    given()
        .header("Origin", "https://elsewhere.example")
        .post("/api/v2/event")
        .then()
        .statusCode(403);

    String metrics =
        given().get(management.resolve("/metrics")).then().statusCode(200).extract().asString();

    MetricCatalogue.hold("dispatcher-svc", "Dispatcher", getClass(), metrics);
  }

  private static void post(String model, String body, int status) {
    given()
        .queryParam("model", model)
        .queryParam("sync", "true")
        .body(body.getBytes(UTF_8))
        .post("/api/v2/event")
        .then()
        .statusCode(status);
  }
}
