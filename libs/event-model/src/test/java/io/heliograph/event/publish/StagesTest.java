package io.heliograph.event.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.EventHeaders.StreamLabel;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stages of contract dispatcher.md part 2 section 4.8. */
class StagesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SUBMITTED = "\"timestamp\":\"2026-11-21T00:00:00Z\"";

  private static JsonNode tree(PreparedEvent event) throws Exception {
    return MAPPER.readTree(event.json());
  }

  @ParameterizedTest
  @CsvSource({
    "testing, -10, true",
    "testing, -3, true",
    "testing, -1, false",
    "testing, 1, false",
    "feeds, -60, false",
  })
  void shouldDropWhatItsSourceHasLetExpire(String source, int days, boolean dropped)
      throws Exception {
    String time = Events.NOW.plus(Duration.ofDays(days)).toString();
    String binary =
        Events.sourced()
            .replace("\"name\":\"feeds\"", "\"name\":\"" + source + "\"")
            .replace(SUBMITTED, "\"timestamp\":\"" + time + "\"");
    String status =
        Events.status()
            .replace("\"name\":\"feeds\"", "\"name\":\"" + source + "\"")
            .replace(SUBMITTED, "\"timestamp\":\"" + time + "\"");

    PublishOutcome outcome = Events.publish(Model.BINARY, binary);
    PublishOutcome ofStatus = Events.publish(Model.STATUS, status);

    assertThat(outcome.totalOk()).isEqualTo(1);
    assertThat(outcome.events()).hasSize(dropped ? 0 : 1);
    assertThat(outcome.filtered().getOrDefault("PipelineAgeoff", 0)).isEqualTo(dropped ? 1 : 0);
    assertThat(ofStatus.events()).hasSize(dropped ? 0 : 2);
  }

  @Test
  void shouldKeepAStatusWhenTheSourceOfItsInputIsUnknown() throws Exception {
    String status =
        Events.status()
            .replaceFirst("\"name\":\"feeds\"", "\"name\":\"elsewhere\"")
            .replaceFirst(SUBMITTED, "\"timestamp\":\"2001-01-01T00:00:00Z\"");

    assertThat(Events.publish(Model.STATUS, status).events()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "completed, 2",
    "completed-empty, 2",
    "completed-with-errors, 2",
    "heartbeat, 1",
    "dequeued, 1",
    "opt-out, 1",
    "error-exception, 1",
    "error-network, 1",
    "whatever, 1",
  })
  void shouldMakeEventsOfTheResultsOfCompletedStatusesOnly(String status, int events)
      throws Exception {
    PublishOutcome outcome =
        Events.publish(Model.STATUS, Events.status().replace("completed", status));

    assertThat(outcome.events()).hasSize(events);
    assertThat(outcome.totalOk()).isEqualTo(1);
    assertThat(tree(outcome.events().getFirst()).path("entity").path("results").size())
        .isEqualTo(2 - events);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"expedite\":true} | {\"expedite\":true} | azul.expedite",
        "{\"expedite\":true,\"retry\":true} | {\"expedite\":true} | azul.expedite",
        "{\"bypass_cache\":true,\"retry\":true} | {\"bypass_cache\":true} | feeds.binary",
        "{\"bypass_cache\":true,\"expedite\":true} | {\"bypass_cache\":true,\"expedite\":true} | azul.expedite",
        "{} | {} | feeds.binary",
      })
  void shouldGiveResultsTheFlagsOfTheInput(String input, String flags, String topic)
      throws Exception {
    String status =
        Events.status()
            .replace("\"dequeued\":", "\"flags\":" + input.strip() + ",\"dequeued\":")
            .replace(
                "\"action\":\"enriched\",\n   \"source\"",
                "\"flags\":{\"retry\":true},\"action\":\"enriched\",\n   \"source\"");

    PreparedEvent result = Events.publish(Model.STATUS, status).events().getLast();

    assertThat(tree(result).path("flags")).isEqualTo(MAPPER.readTree(flags));
    assertThat(result.topic()).isEqualTo(topic.strip());
    assertThat(tree(result).path("track_authors").size()).isEqualTo(2);
    assertThat(tree(result).path("model_version").asInt()).isEqualTo(6);
  }

  @Test
  void shouldNotExpediteWhenTheEventIsPublishedOnBehalfOfAnotherHub() throws Exception {
    String event =
        Events.sourced().replace("\"kafka_key\":\"x\"", "\"kafka_key\":\"" + "a".repeat(32) + "\"");

    PublishOutcome foreign =
        Events.pipeline().onBehalf(Model.BINARY, event.getBytes(UTF_8), "cHJvdg");
    PublishOutcome own = Events.publish(Model.BINARY, event);

    assertThat(foreign.events().getFirst().topic()).isEqualTo("feeds.binary.data");
    assertThat(own.events().getFirst().topic()).isEqualTo("azul.expedite");
  }

  @Test
  void shouldFailTheWholeStatusWhenAResultIsOfAnUnknownSource() throws Exception {
    String status = Events.status();
    int last = status.lastIndexOf("\"name\":\"feeds\"");
    status = status.substring(0, last) + "\"name\":\"nowhere\"" + status.substring(last + 14);

    PublishOutcome outcome = Events.publish(Model.STATUS, status);

    assertThat(outcome.events()).isEmpty();
    assertThat(outcome.failures().getFirst().error())
        .isEqualTo("entity.results[0]: unknown source: nowhere");
  }

  @ParameterizedTest
  @CsvSource({
    "1, true",
    "2, true",
    "3, false",
    "0, true",
    "-1, true",
    "x, false",
    "'', false",
    "1.5, false"
  })
  void shouldEndTheSettingsAtTheirDepth(String depth, boolean ended) throws Exception {
    String settings = "\"settings\":{\"remove_at_depth\":\"" + depth + "\",\"other\":\"1\"},";
    String json =
        Events.extracted().replace("\"references\":{\"b\"", settings + "\"references\":{\"b\"");

    PreparedEvent event = Events.publish(Model.BINARY, json).events().getFirst();

    assertThat(tree(event).path("source").path("settings").isEmpty()).isEqualTo(ended);
    // The key is made before, so it does not depend on whether they end.
    assertThat(event.kafkaKey()).isEqualTo(keyWithSettings(depth));
  }

  private static String keyWithSettings(String depth) {
    return Md5.hex(
        "feeds.OFFICIAL.2026-11-21T00:00:00.a.1.b.2.other.1.remove_at_depth."
            + depth
            + ".OFFICIAL.OFFICIAL TLP:GREEN.loader.sourced."
            + Events.PARENT
            + ".Unpack.extracted."
            + Events.CHILD
            + ".");
  }

  @Test
  void shouldDropWhatWasDeletedWithItsTrackingFieldsKnown() throws Exception {
    List<Tracking> seen = new ArrayList<>();
    PurgeSet purge =
        (headers, key, tracking) -> {
          seen.add(tracking);
          return key.equals("efbc38f0ebd931f3eeadad18bf1e19ff");
        };

    PublishOutcome outcome =
        Events.pipeline(purge).json(Model.BINARY, Events.extracted().getBytes(UTF_8));

    assertThat(outcome.events()).isEmpty();
    assertThat(outcome.totalOk()).isEqualTo(1);
    assertThat(outcome.filtered()).containsEntry("FilterPreviouslyDeleted", 1);
    assertThat(seen.getFirst().sourceReferences())
        .isEqualTo("feeds.9d9d11681accda76aa152ed0096a0438");
    assertThat(seen.getFirst().authors()).containsExactly("user.loader.1", "plugin.Unpack.2.0");
    assertThat(seen.getFirst().links()).hasSize(1);
  }

  @Test
  void shouldDescribeABinaryInItsHeaders() throws Exception {
    EventHeaders headers =
        Events.publish(Model.BINARY, Events.extracted()).events().getFirst().headers();

    assertThat(headers.version()).isEqualTo(6);
    assertThat(headers.source()).isEqualTo("feeds");
    assertThat(headers.action()).isEqualTo("extracted");
    assertThat(headers.author()).isEqualTo("Unpack");
    assertThat(headers.entityId()).isEqualTo(Events.CHILD);
    assertThat(headers.depth()).isEqualTo(2);
    assertThat(headers.contentSize()).isEqualTo(5);
    assertThat(headers.streams()).containsExactly(new StreamLabel("content", "text/plain"));
    assertThat(headers.security()).isEqualTo("OFFICIAL");
    assertThat(headers.timestamp()).isEqualTo("2026-11-21T10:00:03Z");
    assertThat(headers.sourceTimestamp()).isEqualTo("2026-11-21T00:00:00Z");
  }

  @Test
  void shouldDescribeTheInputOfAStatusInItsHeaders() throws Exception {
    EventHeaders headers =
        Events.publish(Model.STATUS, Events.status()).events().getFirst().headers();

    assertThat(headers.author()).isEqualTo("Words");
    assertThat(headers.inputAuthor()).isEqualTo("loader");
    assertThat(headers.status()).isEqualTo("completed");
    assertThat(headers.dequeued()).isEqualTo("k1-Words-3");
    assertThat(headers.source()).isEqualTo("feeds");
    assertThat(headers.action()).isEqualTo("sourced");
    assertThat(headers.depth()).isEqualTo(1);
    assertThat(headers.contentSize()).isEqualTo(-1);
    assertThat(headers.sourceTimestamp()).isEqualTo("2026-11-21T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-21T10:00:02Z", "2026-11-21T10:00:02.5+00:00"})
  void shouldWriteZInLinksWhenTheTimeIsInUtc(String time) throws Exception {
    String json = Events.extracted().replace("2026-11-21T10:00:02.123456+10:00", time);

    assertThat(
            tree(Events.publish(Model.BINARY, json).events().getFirst())
                .path("track_links")
                .path(0)
                .asText())
        .contains(".2026_11_21T10_00_02Z_00.");
  }

  @Test
  void shouldWriteTheYearOneInLinksWhenThereIsNoTime() throws Exception {
    String json =
        Events.insert()
            .replace("\"timestamp\":\"2026-11-21T00:02:00Z\",\"relationship\"", "\"relationship\"");

    assertThat(
            tree(Events.publish(Model.INSERT, json).events().getFirst())
                .path("track_link")
                .asText())
        .endsWith(".0001_01_01T00_00_00Z_00..Unpack.");
  }

  @Test
  void shouldMakeANewKeyEachTimeWhenTheModelHasNoIdentity() throws Exception {
    PublishPipeline pipeline = Events.pipeline();
    for (Model model : List.of(Model.DELETE, Model.DOWNLOAD, Model.RETROHUNT)) {
      byte[] body = Events.of(model).getBytes(UTF_8);

      assertThat(pipeline.json(model, body).events().getFirst().kafkaKey())
          .hasSize(32)
          .isNotEqualTo(pipeline.json(model, body).events().getFirst().kafkaKey());
    }
  }

  @Test
  void shouldWriteOnlyTheFormOfADeletionThatIsInUse() throws Exception {
    JsonNode entity =
        tree(Events.publish(Model.DELETE, Events.delete()).events().getFirst()).path("entity");

    assertThat(entity.fieldNames()).toIterable().containsExactly("reason", "author");
  }

  @Test
  void shouldStoreAnotherFormOfDequeuedEverywhereWhenThereIsOne() throws Exception {
    Settings settings =
        new Settings(
            Events.SOURCES,
            new Topics("", Events.SOURCES),
            10,
            64,
            sent -> sent.replace("Words", "\"hidden\""));
    PublishPipeline hiding =
        new PublishPipeline(
            settings, PurgeSet.NONE, InstantSource.fixed(Events.NOW), new Random(7));

    PreparedEvent stored =
        hiding.json(Model.STATUS, Events.status().getBytes(UTF_8)).events().getFirst();
    PreparedEvent sent = Events.publish(Model.STATUS, Events.status()).events().getFirst();

    String json = new String(stored.json(), UTF_8);
    assertThat(json).contains("\"dequeued\":\"k1-\\\"hidden\\\"-3\"").doesNotContain("k1-Words");
    assertThat(new String(sent.json(), UTF_8)).contains("\"dequeued\":\"k1-Words-3\"");
    assertThat(stored.headers().dequeued()).isEqualTo("k1-\"hidden\"-3");
    assertThat(stored.headers().authorVersion()).isEqualTo("3");
    assertThat(stored.kafkaKey()).isEqualTo(Md5.hex("k1-\"hidden\"-3.Words"));
    assertThat(sent.kafkaKey()).isEqualTo(Md5.hex("k1-Words-3.Words"));
  }
}
