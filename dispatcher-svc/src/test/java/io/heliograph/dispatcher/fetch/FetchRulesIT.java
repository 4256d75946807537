package io.heliograph.dispatcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.dispatcher.fetch.Hub.Fetched;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows 16 to 27 of the feature table, over HTTP and Kafka. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class FetchRulesIT {
  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  private static BinaryText[] five() {
    return new BinaryText[] {
      BinaryText.sourced().of("samples", "enriched").with(),
      BinaryText.sourced(),
      BinaryText.sourced().with(BinaryText.stream("content", 1000, "text/plain")),
      BinaryText.sourced()
          .of("testing", "extracted")
          .with(BinaryText.stream("content", 10000, "text/plain")),
      BinaryText.sourced()
          .of("testing", "augmented")
          .with(
              BinaryText.stream("content", 10000, "text/plain"),
              BinaryText.stream("pcap", 100, "network/tcpdump")),
    };
  }

  private static List<String> indices(BinaryText[] events, Fetched fetched) {
    return IntStream.range(0, events.length)
        .filter(at -> fetched.hashes().contains(events[at].sha256()))
        .mapToObj(Integer::toString)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "r-under-content-size=1020, '1,2'",
    "r-under-content-size=1020&r-over-content-size=1000, '2'",
    "r-over-content-size=2000, '3,4'",
    "r-action=extracted&r-action=augmented, '3,4'",
    "r-source=testing&r-action=sourced, '1,2'",
    "d-action=mapped&d-action=enriched, '1,2,3,4'",
    "r-streams=content&r-streams=pcap, '4'",
  })
  void shouldHandOutTheTablesEvents(String rule, String expected) {
    String query = Hub.subscribed("passive", rule);
    BinaryText[] events = five();
    Hub.publish(events);

    Fetched fetched = Hub.fetch("binary", "passive", query + "&count=1000&deadline=2");

    assertThat(indices(events, fetched)).isEqualTo(List.of(expected.split(",")));
    assertThat(fetched.info().getInt("fetched")).isEqualTo(fetched.hashes().size());
    assertThat(fetched.info().getInt("filtered"))
        .isEqualTo(fetched.filters().values().stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void shouldGoOnUntilFullWhenTheFirstEventsAreRejected() {
    String query = Hub.subscribed("passive", "d-self=true");
    String name = query.substring("name=".length(), query.indexOf('&'));
    BinaryText last = BinaryText.sourced().by("other");
    Hub.publish(BinaryText.sourced().by(name), BinaryText.sourced().by(name));
    Hub.publish(last);

    Fetched fetched = Hub.fetch("binary", "passive", query + "&count=1&deadline=10");

    assertThat(fetched.hashes()).containsExactly(last.sha256());
    assertThat(fetched.filters()).isEqualTo(Map.of("FilterConsumerRules-reject_self", 2));
    assertThat(fetched.response().time()).isLessThan(8_000);
  }

  @Test
  void shouldHideWhatIsAboveTheClearance() {
    String query = Hub.subscribed("passive", "");
    BinaryText official = BinaryText.sourced().marked("OFFICIAL");
    BinaryText unmarked = BinaryText.sourced();
    Hub.publish(
        official, unmarked, BinaryText.sourced().marked("TOP"), BinaryText.sourced().marked("?"));

    Fetched fetched =
        Hub.fetch("binary", "passive", query + "&max-security=SECRET&count=9&deadline=2");

    assertThat(fetched.hashes()).containsExactlyInAnyOrder(official.sha256(), unmarked.sha256());
    assertThat(fetched.filters()).isEqualTo(Map.of("FilterSecurity-max_security", 2));
  }

  @Test
  void shouldHandOutDeepEventsToPassiveConsumersOnly() {
    String passive = Hub.subscribed("passive", "");
    String active = Hub.subscribed("active", "");
    BinaryText ten = BinaryText.sourced().deep(10);
    BinaryText eleven = BinaryText.sourced().deep(11);
    Hub.publish(ten, eleven, BinaryText.sourced().deep(12));

    Fetched tracked = Hub.fetch("binary", "active", active + "&count=9&deadline=2");
    Fetched read = Hub.fetch("binary", "passive", passive + "&count=9&deadline=2");

    assertThat(tracked.hashes()).containsExactly(ten.sha256());
    assertThat(tracked.filters()).isEqualTo(Map.of("FilterTooDeep-too_deep", 2));
    assertThat(read.hashes()).containsExactlyInAnyOrder(ten.sha256(), eleven.sha256());
    assertThat(read.filters()).isEqualTo(Map.of("FilterTooDeep-too_deep", 1));
  }

  @Test
  void shouldKeepWhatThePathFindsAndCountTheRest() {
    String query = Hub.subscribed("passive", "");
    BinaryText wanted = BinaryText.sourced().by("wanted");
    Hub.publish(BinaryText.sourced(), wanted);

    Fetched fetched =
        Hub.fetch(
            "binary",
            "passive",
            query + "&count=9&deadline=2&filter=source.path.%23(author.name%3D%3D%22wanted%22)");

    assertThat(fetched.hashes()).containsExactly(wanted.sha256());
    assertThat(fetched.filters()).isEqualTo(Map.of("FilterGjson-reject_filter", 1));
  }

  @Test
  void shouldJudgeAStatusByItsInput() {
    String base = "name=" + Hub.plugin() + "&version=1&r-live=true&r-source=samples";
    Hub.fetch("status", "passive", base + "&deadline=0");
    BinaryText input = BinaryText.sourced();
    String status =
        ("{\"model_version\":6,\"timestamp\":\"%s\",\"author\":{\"name\":\"p\"},"
                + "\"entity\":{\"status\":\"heartbeat\",\"input\":%s}}")
            .formatted(BinaryText.now(), input.json().replaceFirst("\\{", "{\"dequeued\":\"x\","));
    Hub.publish("status", status);

    Fetched fetched = Hub.fetch("status", "passive", base + "&count=9&deadline=2");

    assertThat(fetched.info().getInt("fetched")).isZero();
    assertThat(fetched.filters()).isEqualTo(Map.of("FilterConsumerRules-reject_source", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "binary, name=a, bad parameter for r-live: ",
    "scoob, r-live=1, bad parameter for model: not a registered model type: scoob",
    "status, r-expedite=true, bad parameter for r-expedite: ",
    "binary, r-live=1&r-content=1&r-action=sourced, bad parameter for r-content: ",
    "binary, r-live=1&r-under-content-size=1&r-over-content-size=2,"
        + " bad parameter for r-over-content-size: ",
    "binary, r-live=maybe, bad parameter for r-live: ",
  })
  void shouldNameTheBadParameter(String model, String query, String detail) {
    var answer = Hub.raw(model, "passive", query);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.jsonPath().getString("status")).isEqualTo("422");
    assertThat(answer.jsonPath().getString("title")).isEqualTo("bad parameters");
    assertThat(answer.jsonPath().getString("detail")).startsWith(detail);
    assertThat(answer.jsonPath().getString("error_enum")).isEqualTo("ErrorStringEnumUnset");
  }

  @Test
  void shouldBeRefusedByTheServerWhenTheTargetIsNoUri() throws Exception {
    assertThat(Hub.plainGet("/api/v2/event/binary/passive?r-live=1&count=%zz"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void shouldRefuseACommitThatItDoesNotKnow() {
    var answer =
        Hub.raw("binary", "passive", "r-live=1&deadline=0", "Heliograph-Commit", "whenever");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.jsonPath().getString("detail"))
        .startsWith("bad parameter for Heliograph-Commit: ");
  }
}
