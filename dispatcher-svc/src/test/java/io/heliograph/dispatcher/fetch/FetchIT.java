package io.heliograph.dispatcher.fetch;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.dispatcher.fetch.Hub.Fetched;
import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.local.LocalStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 14, 15, 18, 20, 31 and 32 of the feature table, and the commit headers of D3. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class FetchIT {
  @TestHTTPResource(value = "/health", management = true)
  URI management;

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  @Test
  void shouldAnswerTwoPartsWithKnownLengthWhenThereIsAnEvent() {
    String query = Hub.subscribed("passive", "");
    BinaryText event = BinaryText.sourced();
    Hub.publish(event);

    Fetched fetched = Hub.fetch("binary", "passive", query + "&deadline=5");

    assertThat(fetched.hashes()).containsExactly(event.sha256());
    assertThat(fetched.events().getString("events[0].kafka_key")).matches("[0-9a-f]{32}");
    assertThat(fetched.events().getString("events[0].dequeued")).isNull();
    Map<String, Object> info = fetched.info().getMap("");
    assertThat(info)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("filtered", 0, "fetched", 1, "ready", true, "paused", false));
    assertThat(fetched.response().header("Content-Length"))
        .isEqualTo(Integer.toString(fetched.response().asByteArray().length));
    assertThat(fetched.response().header("Transfer-Encoding")).isNull();
    assertThat(fetched.response().header("Heliograph-Batch")).isNull();
  }

  @Test
  void shouldAnswerInTheBulkFormWhenAvroIsAskedFor() throws Exception {
    String query = Hub.subscribed("passive", "") + "&avro-format=true";
    BinaryText event = BinaryText.sourced();
    BinaryText other = BinaryText.sourced().deep(3);
    assertThat(Hub.avroPart(Hub.raw("binary", "passive", query + "&deadline=0")))
        .isEqualTo(new byte[] {0x0c, 0});
    Hub.publish(event, other);

    byte[] bulk = Hub.avroPart(Hub.raw("binary", "passive", query + "&deadline=10&count=2"));

    assertThat(AvroEvents.bulkToJson(Model.BINARY, bulk))
        .extracting(json -> JsonPath.from(new String(json, UTF_8)).getString("entity.sha256"))
        .containsExactlyInAnyOrder(event.sha256(), other.sha256());
  }

  @Test
  void shouldNameTheTaskWhenTheFetchIsActive() {
    String query = Hub.subscribed("active", "");
    BinaryText event = BinaryText.sourced();
    Hub.publish(event);

    Fetched fetched = Hub.fetch("binary", "active", query + "&deadline=5");

    assertThat(fetched.hashes()).containsExactly(event.sha256());
    String name = query.substring("name=".length(), query.indexOf('&'));
    assertThat(fetched.events().getString("events[0].dequeued"))
        .matches("[0-9a-f]{32}\\." + name + "\\.1\\.[A-Za-z0-9_-]+\\.[0-9]+");
    assertThat(Hub.fetch("binary", "active", query + "&deadline=0").hashes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plugin", "insert", "delete", "download", "retrohunt", "status"})
  void shouldHandOutEveryModel(String model) {
    String query = "name=" + Hub.plugin() + "&version=1&r-live=true";
    Hub.fetch(model, "passive", query + "&deadline=0&count=1000");
    Hub.publish(model, EveryModel.json(model));

    Fetched fetched = Hub.fetch(model, "passive", query + "&deadline=10");

    assertThat(fetched.info().getInt("fetched")).isEqualTo(1);
    assertThat(fetched.events().getString("events[0].author.name")).isEqualTo("tester");
  }

  @Test
  void shouldUseTheWholeDeadlineWhenThereIsNothing() {
    String query = Hub.subscribed("passive", "");

    Fetched fetched = Hub.fetch("binary", "passive", query + "&deadline=2");

    assertThat(fetched.hashes()).isEmpty();
    assertThat(fetched.response().time()).isBetween(1_900L, 6_000L);
  }

  @ParameterizedTest
  @CsvSource({"deadline=0", "deadline=-5", "timeout=0"})
  void shouldAnswerAtOnceWhenTheDeadlineIsNotPositive(String deadline) {
    String query = Hub.subscribed("passive", "");

    assertThat(Hub.fetch("binary", "passive", query + '&' + deadline).response().time())
        .isLessThan(2_500);
  }

  @Test
  void shouldReturnAtOnceWhenTheCountIsFull() {
    String query = Hub.subscribed("passive", "");
    Hub.publish(BinaryText.sourced(), BinaryText.sourced());

    Fetched fetched = Hub.fetch("binary", "passive", query + "&deadline=20&count=2");

    assertThat(fetched.hashes()).hasSize(2);
    assertThat(fetched.response().time()).isLessThan(10_000);
  }

  @Test
  void shouldPassOverWhatIsNoEventWithoutCountingIt() {
    String query = Hub.subscribed("passive", "");
    BinaryText good = BinaryText.sourced();
    BinaryText last = BinaryText.sourced();
    Hub.publish(good);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", LocalStack.shared().kafka().bootstrap());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (byte[] value : new byte[][] {null, {}, "{\"blah\":5}".getBytes(UTF_8), {1, 2, 3}}) {
        var unused = producer.send(new ProducerRecord<>("testing.binary.data", "k", value));
      }
    }
    Hub.publish(last);

    Fetched fetched = Hub.fetch("binary", "passive", query + "&deadline=3&count=9");

    assertThat(fetched.hashes()).containsExactlyInAnyOrder(good.sha256(), last.sha256());
    assertThat(fetched.info().getInt("filtered")).isZero();
  }

  @Test
  void shouldBeginLiveAtTheRegistrationAndHistoricBeforeIt() {
    BinaryText before = BinaryText.sourced().of("incidents", "sourced");
    Hub.publish(before);
    String name = "name=" + Hub.plugin() + "&version=1&r-source=incidents&count=1000&deadline=2";

    assertThat(Hub.fetch("binary", "passive", name + "&r-live=1").hashes()).isEmpty();
    assertThat(Hub.fetch("binary", "passive", name + "&r-historic=1").hashes())
        .contains(before.sha256());
  }

  @Test
  void shouldPreferExpeditedToLiveToHistoricEvents() {
    BinaryText older = BinaryText.sourced().of("reporting", "sourced");
    BinaryText historic = BinaryText.sourced().of("reporting", "sourced");
    BinaryText live = BinaryText.sourced().of("reporting", "sourced");
    BinaryText urgent = BinaryText.sourced().of("reporting", "sourced").expedited();
    Hub.publish(older, historic);
    String query =
        "name="
            + Hub.plugin()
            + "&version=1&r-source=reporting&r-expedite=1&r-live=1&r-historic=1&deadline=10";
    assertThat(Hub.fetch("binary", "passive", query).hashes()).containsExactly(older.sha256());
    Hub.publish(live);
    Hub.publish(urgent);

    List<String> order = new ArrayList<>();
    for (int at = 0; at < 3; at++) {
      order.addAll(Hub.fetch("binary", "passive", query).hashes());
    }

    assertThat(order).containsExactly(urgent.sha256(), live.sha256(), historic.sha256());
  }

  @Test
  void shouldNotHandABatchOutAgainWhenTheNextFetchConfirmsIt() {
    String query = Hub.subscribed("passive", "");
    BinaryText first = BinaryText.sourced();
    Hub.publish(first);

    Fetched fetched =
        Hub.fetch("binary", "passive", query + "&deadline=5", "Heliograph-Commit", "next");

    assertThat(fetched.hashes()).containsExactly(first.sha256());
    String batch = fetched.response().header("Heliograph-Batch");
    assertThat(batch).isNotBlank();
    Fetched next =
        Hub.fetch("binary", "passive", query + "&deadline=1", "Heliograph-Confirm", batch);
    assertThat(next.hashes()).isEmpty();
  }

  @Test
  void shouldCountTheFetchUnderTheContractsMetrics() {
    String query = Hub.subscribed("passive", "");
    String name = query.substring("name=".length(), query.indexOf('&'));

    String metrics = given().get(management.resolve("/metrics")).asString();

    assertThat(metrics)
        .contains(
            "dispatcher_event_fetch_requests_total{entity=\"binary\",plugin=\"" + name + "\"}");
    assertThat(metrics)
        .contains("dispatcher_events_fetched_total{entity=\"binary\",plugin=\"" + name + "\"}");
  }
}
