package io.heliograph.dispatcher.publish;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.ServiceReady;
import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.testkit.EventJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows 1 to 12 of the feature table: what goes in, what is on Kafka, what comes back. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
class PublishIT {
  @BeforeEach
  void ready() {
    ServiceReady.await();
  }

  private static final String DATA_TOPIC = "testing.binary.data";

  @Test
  void shouldPublishOneEventWhenTheBodyIsAnObject() {
    String sha256 = EventJson.sha256();

    String key = key(post("binary", EventJson.binary(sha256)).body("total_ok", equalTo(1)));

    ConsumerRecord<String, byte[]> record = only(DATA_TOPIC, key);
    assertThat(KafkaRecords.headers(record))
        .containsEntry("model", "binary")
        .containsEntry("source", "testing")
        .containsEntry("action", "sourced")
        .containsEntry("author", "feed")
        .containsEntry("entity-id", sha256)
        .containsEntry("depth", "1")
        .containsEntry("content-size", "4");
    assertThat(new String(record.value(), UTF_8))
        .contains("\"kafka_key\":\"" + key + "\"")
        .contains("\"model_version\":6")
        .contains("\"sha256\":\"" + sha256 + "\"");
  }

  @Test
  void shouldPublishAllEventsWhenTheBodyIsAList() {
    String first = EventJson.sha256();
    String second = EventJson.sha256();

    List<String> keys =
        post("binary", "[" + EventJson.binary(first) + "," + EventJson.binary(second) + "]")
            .body("total_ok", equalTo(2))
            .extract()
            .path("ok.kafka_key");

    assertThat(keys).hasSize(2).doesNotHaveDuplicates();
    keys.forEach(key -> only(DATA_TOPIC, key));
  }

  @Test
  void shouldPublishAllEventsWhenTheBodyIsBulkAvro() {
    String first = EventJson.sha256();
    byte[] bulk =
        AvroEvents.bulkToAvro(
            Model.BINARY,
            List.of(
                EventJson.binary(first).getBytes(UTF_8),
                EventJson.enrichedWithData(EventJson.sha256()).getBytes(UTF_8),
                EventJson.binary(EventJson.sha256()).getBytes(UTF_8)));

    List<String> keys =
        given()
            .queryParam("model", "binary")
            .queryParam("sync", "1")
            .queryParam("include_ok", "true")
            .queryParam("avro-format", "true")
            .body(bulk)
            .post("/api/v2/event")
            .then()
            .statusCode(200)
            .body("total_ok", equalTo(2))
            .body("total_failures", equalTo(1))
            .extract()
            .path("ok.kafka_key");

    ConsumerRecord<String, byte[]> record = only(DATA_TOPIC, keys.getFirst());
    assertThat(KafkaRecords.headers(record)).containsEntry("entity-id", first);
    assertThat(record.value()[0]).isEqualTo((byte) '{');
  }

  @Test
  void shouldGiveTheSameKeyWhenAnEventIsPublishedAgain() {
    String event = EventJson.binary(EventJson.sha256());

    String key = key(post("binary", event));

    assertThat(key(post("binary", event))).isEqualTo(key);
    assertThat(KafkaRecords.of(DATA_TOPIC, key)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "testing,{},testing.binary.data",
    "samples,{},samples.binary.data",
    "testing,{\"expedite\":true},azul.expedite"
  })
  void shouldChooseTheTopicWhenSourceAndFlagsAreGiven(String source, String flags, String topic) {
    only(topic, key(post("binary", EventJson.binary(EventJson.sha256(), source, flags))));
  }

  @Test
  void shouldUseThePlainTopicWhenTheEventHasNoData() {
    only("testing.binary", key(post("binary", EventJson.enriched(EventJson.sha256()))));
  }

  @Test
  void shouldUseTheTopicOfTheModelWhenTheEventHasNoSource() {
    String id = EventJson.sha256();

    only("azul.plugin", key(post("plugin", EventJson.plugin(id))));
    only("azul.insert", key(post("insert", EventJson.insert(id, EventJson.sha256()))));
    only("azul.delete", key(post("delete", EventJson.delete(id))));
    only("azul.retrohunt", key(post("retrohunt", EventJson.retrohunt(id))));
    only("testing.download", key(post("download", EventJson.download(id))));
  }

  @Test
  void shouldMakeResultsEventsOfTheirOwnWhenAStatusIsCompleted() {
    String result = EventJson.sha256();
    String status =
        EventJson.status(
            EventJson.sha256(), EventJson.binary(EventJson.sha256()), EventJson.binary(result));

    String key = key(post("status", status).body("total_ok", equalTo(1)).body("ok", hasSize(1)));

    ConsumerRecord<String, byte[]> record = only("azul.status", key);
    assertThat(KafkaRecords.headers(record)).containsEntry("status", "completed");
    assertThat(new String(record.value(), UTF_8)).doesNotContain(result);
    assertThat(KafkaRecords.of(DATA_TOPIC))
        .anySatisfy(
            event -> assertThat(KafkaRecords.headers(event)).containsEntry("entity-id", result));
  }

  @Test
  void shouldMeasureAStatusWithoutItsResultsWhenTheyAreLargeTogether() {
    String first = EventJson.large(EventJson.sha256(), 2_000_000);
    String second = EventJson.large(EventJson.sha256(), 2_000_000);
    String status =
        EventJson.status(EventJson.sha256(), EventJson.binary(EventJson.sha256()), first, second);

    post("status", status).statusCode(200).body("total_ok", equalTo(1));
  }

  @Test
  void shouldPublishTheRestWhenSomeEventsAreInvalid() {
    String invalid = EventJson.enrichedWithData(EventJson.sha256());
    String valid = EventJson.binary(EventJson.sha256());

    String key =
        key(
            post("binary", "[" + invalid + "," + valid + "]")
                .body("total_ok", equalTo(1))
                .body("total_failures", equalTo(1))
                .body("failures[0].event", equalTo(invalid))
                .body("ok", hasSize(1)));

    only(DATA_TOPIC, key);
  }

  @Test
  void shouldPublishTheRestWhenASourceIsUnknown() {
    String stray = EventJson.binary(EventJson.sha256(), "nowhere", "{}");
    String valid = EventJson.binary(EventJson.sha256());

    post("binary", "[" + stray + "," + valid + "]")
        .body("total_ok", equalTo(1))
        .body("failures[0].error", equalTo("unknown source: nowhere"));
  }

  @Test
  void shouldSayWhichEventIsTooLargeAndPublishTheOthersWhenOneIsTooLarge() {
    String large = EventJson.large(EventJson.sha256(), 3_200_000);
    String sha256 = EventJson.sha256();

    String detail =
        given()
            .queryParam("model", "binary")
            .queryParam("sync", "true")
            .body(("[" + large + "," + EventJson.binary(sha256) + "]").getBytes(UTF_8))
            .post("/api/v2/event")
            .then()
            .statusCode(500)
            .body("title", equalTo("failed ProduceAnyEvents"))
            .extract()
            .path("detail");

    assertThat(detail)
        .startsWith(
            "successfully submitted 1/2 events with the failed events providing the following"
                + " errors: ")
        .containsPattern(": message too large for kafka: 320\\d{4} vs 3145728 bytes;");
    assertThat(KafkaRecords.of(DATA_TOPIC))
        .anySatisfy(
            event -> assertThat(KafkaRecords.headers(event)).containsEntry("entity-id", sha256));
  }

  @Test
  void shouldShowNoEventsWhenTheyAreNotAskedFor() {
    given()
        .queryParam("model", "binary")
        .body(EventJson.binary(EventJson.sha256()).getBytes(UTF_8))
        .post("/api/v2/event")
        .then()
        .statusCode(200)
        .header("Content-Type", "application/json")
        .body("ok", nullValue())
        .body(equalTo("{\"total_ok\":1,\"total_failures\":0,\"failures\":[]}"));
  }

  @ParameterizedTest
  @CsvSource({"application/avro", "text/plain", "nonsense", "multipart/form-data", "''"})
  void shouldIgnoreTheContentTypeWhenTheBodyIsJson(String contentType) {
    given()
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .queryParam("model", "binary")
        .headers(Map.of("Content-Type", contentType))
        .body(EventJson.binary(EventJson.sha256()).getBytes(UTF_8))
        .post("/api/v2/event")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse post(String model, String body) {
    return given()
        .queryParam("model", model)
        .queryParam("sync", "true")
        .queryParam("include_ok", "1")
        .body(body.getBytes(UTF_8))
        .post("/api/v2/event")
        .then()
        .statusCode(200);
  }

  private static String key(ValidatableResponse answer) {
    return answer
        .body("ok[0].kafka_key", matchesPattern("[0-9a-f]{32}"))
        .extract()
        .path("ok[0].kafka_key");
  }

  private static ConsumerRecord<String, byte[]> only(String topic, String key) {
    List<ConsumerRecord<String, byte[]>> records = KafkaRecords.of(topic, key);
    assertThat(records).hasSize(1);
    return records.getFirst();
  }
}
