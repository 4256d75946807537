package io.heliograph.dispatcher.publish;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.ServiceReady;
import io.heliograph.testkit.EventJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows 3 to 5, 7, 8, 13 of the feature table: every refusal, byte for byte; bad input is no 500.
 */
@QuarkusTest
@WithTestResource(LocalKafka.class)
class PublishErrorsIT {
  @BeforeEach
  void ready() {
    ServiceReady.await();
  }

  private static final String UNREADABLE = "PostEvent TransformEvents invalid events";
  private static final String NOT_JSON = "ensure events were in json format: ";

  @Test
  void shouldNameTheModelWhenItIsUnknown() {
    assertThat(error(post("scoob", "", "{}"), 400))
        .isEqualTo(
            body("400", "not a registered model type", "not a registered model type: scoob"));
  }

  @Test
  void shouldRefuseWhenTheModelIsMissing() {
    Response answer = given().body("{}".getBytes(UTF_8)).post("/api/v2/event");

    assertThat(error(answer, 400))
        .isEqualTo(body("400", "not a registered model type", "not a registered model type: "));
  }

  @Test
  void shouldRefuseWhenTheBodyIsEmpty() {
    assertThat(error(post("binary", "", ""), 400))
        .isEqualTo(body("400", "Empty Request", "the body is empty"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "x", "\n"})
  void shouldSayTooSmallWhenTheBodyHasTwoBytesAtMost(String text) {
    assertThat(error(post("binary", "", text), 422))
        .isEqualTo(body("422", UNREADABLE, NOT_JSON + "event message too small"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{]", "nope", "{\"model_version\":6"})
  void shouldSayInvalidJsonWhenItIsNone(String text) {
    assertThat(error(post("binary", "", text), 422))
        .startsWith(start(UNREADABLE, "expected "))
        .contains(NOT_JSON + "event message invalid json)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"model_version\":5,", ""})
  void shouldRefuseTheWholeBatchWhenOneEventIsOld(String version) {
    String old = EventJson.binary(EventJson.sha256()).replace("\"model_version\":6,", version);

    Response answer =
        post("binary", "", "[" + EventJson.binary(EventJson.sha256()) + "," + old + "]");

    assertThat(error(answer, 422))
        .startsWith(start(UNREADABLE, "event 1: model_version "))
        .contains(NOT_JSON + "event message version was too old)");
  }

  @Test
  void shouldSayAllFilteredWhenTheListHasNoEvent() {
    post("binary", "", "[ ]")
        .then()
        .statusCode(425)
        .body("title", equalTo("All events to be published have been filtered out"))
        .body("error_enum", equalTo("ErrorStringEnumAllEventsFiltered"));
  }

  @Test
  void shouldSayAllFilteredWhenEveryEventIsInvalid() {
    String detail =
        post("binary", "", EventJson.enrichedWithData(EventJson.sha256()))
            .then()
            .statusCode(425)
            .body("error_enum", equalTo("ErrorStringEnumAllEventsFiltered"))
            .extract()
            .path("detail");

    assertThat(detail)
        .startsWith("[event 0 (testing/")
        .endsWith("entity.datastreams must be empty for action enriched] filters: [] failures: 1");
  }

  @Test
  void shouldNameTheOtherFormatWhenJsonIsSentAsAvro() {
    String detail =
        post("binary", "true", EventJson.binary(EventJson.sha256()))
            .then()
            .statusCode(422)
            .body("title", equalTo(UNREADABLE))
            .extract()
            .path("detail");

    assertThat(detail).contains("supplied events were in json format, not avro");
  }

  @Test
  void shouldSayThatTheSchemaDiffersWhenTheBodyIsNoBulkAvro() {
    String detail =
        post("binary", "true", "\u000c\u0002this is nothing that a bulk record could begin with")
            .then()
            .statusCode(422)
            .extract()
            .path("detail");

    assertThat(detail).contains("avro event did not match expected bulk schema: ");
  }

  @Test
  void shouldRefuseWhatPythonCannotReadAndTakeTheOthers() {
    String good = EventJson.binary(EventJson.sha256());
    String bad =
        EventJson.binary(EventJson.sha256())
            .replace("\"features\":[]", "\"info\":{\"b\":" + "9".repeat(5_000) + "}");

    assertThat(error(post("binary", "", bad), 422))
        .startsWith(
            start(
                UNREADABLE,
                "event 0: entity.info must not have a number of more than 4300 digits: '9999"));
    post("binary", "", "[" + good + "," + bad + "]")
        .then()
        .statusCode(200)
        .body("total_ok", equalTo(1))
        .body("total_failures", equalTo(1));
  }

  @Test
  void shouldNameTheVersionTheSourceAndTheByteFirst() {
    String event = EventJson.binary(EventJson.sha256());

    assertThat(error(post("binary", "", event.replace("_version\":6", "_version\":3")), 422))
        .startsWith(start(UNREADABLE, "event 0: model_version 3 is not supported ("));
    assertThat(error(post("binary", "", "hello"), 422))
        .startsWith(start(UNREADABLE, "expected [ or {, found 'h' at byte 0 ("));
    String misspelt =
        EventJson.enrichedWithData(EventJson.sha256()).replace("\"testing\"", "\"tesing\"");
    assertThat(post("binary", "", misspelt).then().statusCode(425).extract().<String>path("detail"))
        .startsWith("[event 0 (tesing/")
        .contains(
            "): unknown source: tesing; entity.datastreams must be empty for action enriched]");
  }

  @Test
  void shouldRefuseADeletionOfUnknownAction() {
    String good = EventJson.delete("0".repeat(32));

    post("delete", "", good.replace("\"action\":\"ids\"", "\"action\":\"all\""))
        .then()
        .statusCode(425)
        .body(
            "detail", startsWith("[event 0: action must be one of submission, link, author, ids"));
    post("delete", "", good).then().statusCode(200);
  }

  static Stream<String> hostile() {
    String event = EventJson.binary(EventJson.sha256());
    Stream<String> cut =
        IntStream.range(1, event.length() / 37).mapToObj(at -> event.substring(0, at * 37));
    return Stream.concat(
        cut,
        Stream.of(
            "null",
            "true",
            "12345",
            "\"text\"",
            "[1,2]",
            "[null]",
            "[[{}]]",
            " " + "[" + event + "]",
            "\ufeff" + event,
            event + event,
            "[" + event + ",]",
            event.replace("\"author\":{", "\"author\":["),
            event.replace("\"size\":4", "\"size\":\"four\""),
            event.replace("\"size\":4", "\"size\":-1"),
            event.replace("\"size\":4", "\"size\":1e400"),
            event.replace("\"flags\":{}", "\"flags\":7"),
            event.replace("\"timestamp\":\"2026", "\"timestamp\":\"nope"),
            event.replace("\"model_version\":6", "\"model_version\":7"),
            event.replace("\"model_version\":6", "\"model_version\":\"6\""),
            event.replace("\"model_version\":6", "\"model_version\":99999999999999999999"),
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            event.replace("\"features\":[]", "\"info\":" + "[".repeat(5_000) + "]".repeat(5_000)),
            "\u0000\u0001\u0002\u0003"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void shouldNeverFailInsideWhenTheInputIsBad(String text) {
    for (String model : new String[] {"binary", "status", "plugin", "insert", "delete"}) {
      for (String avro : new String[] {"", "true"}) {
        Response answer = post(model, avro, text);

        assertThat(answer.statusCode()).as(model + " avro=" + avro).isBetween(200, 499);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"%zz", "%", "binary%00", "%ff%fe"})
  void shouldNeverFailInsideWhenTheQueryIsBad(String model) throws IOException {
    try (PublishConnection client = new PublishConnection(RestAssured.port)) {
      client.head(model, "Content-Length: 2").send("{}".getBytes(UTF_8));

      assertThat(client.answer()).startsWith("HTTP/1.1 400 ");
    }
  }

  private static Response post(String model, String avro, String text) {
    return given()
        .queryParam("model", model)
        .queryParam("sync", "true")
        .queryParam("avro-format", avro)
        .body(text.getBytes(UTF_8))
        .post("/api/v2/event");
  }

  private static String error(Response answer, int status) {
    return answer
        .then()
        .statusCode(status)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("X-Content-Type-Options", "nosniff")
        .extract()
        .asString();
  }

  private static String start(String title, String detail) {
    return "{\"status\":\"422\",\"title\":\"%s\",\"detail\":\"%s".formatted(title, detail);
  }

  private static String body(String status, String title, String detail) {
    return ("{\"status\":\"%s\",\"title\":\"%s\",\"detail\":\"%s\","
            + "\"error_enum\":\"ErrorStringEnumUnset\"}")
        .formatted(status, title, detail);
  }
}
