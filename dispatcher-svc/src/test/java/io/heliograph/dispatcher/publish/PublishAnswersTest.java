package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.publish.Failure;
import io.heliograph.event.publish.PublishOutcome;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishAnswersTest {
  private static final List<Failure> ONE_FAILURE =
      List.of(new Failure("{\"a\":\"b\"}", "entity: no content stream", 3, "testing/aa11"));

  @Test
  void shouldListNothingWhenAllWentWell() {
    assertThat(accepted(outcome(List.of(), Map.of()), false))
        .isEqualTo("{\"total_ok\":2,\"total_failures\":0,\"failures\":[]}");
  }

  @Test
  void shouldQuoteTheRawTextWhenAnEventFailed() {
    assertThat(accepted(outcome(ONE_FAILURE, Map.of()), false))
        .isEqualTo(
            "{\"total_ok\":2,\"total_failures\":1,\"failures\":[{\"event\":"
                + "\"{\\\"a\\\":\\\"b\\\"}\",\"error\":\"entity: no content stream\"}]}");
  }

  @Test
  void shouldShowTheEventsWhenTheyAreAskedFor() {
    assertThat(accepted(outcome(List.of(), Map.of()), true))
        .isEqualTo("{\"total_ok\":2,\"total_failures\":0,\"failures\":[],\"ok\":[{},{}]}");
  }

  @Test
  void shouldMakeALongAnswerPieceByPiece() {
    List<Failure> failures = Collections.nCopies(5, new Failure("x".repeat(100_000), "bad", 0, ""));
    PublishOutcome outcome = outcome(failures, Map.of());

    List<String> pieces = pieces(outcome, true);

    assertThat(pieces).hasSize(3).allMatch(piece -> piece.length() < 300_000);
    assertThat(new JsonObject(String.join("", pieces)).getJsonArray("failures")).hasSize(5);
    assertThat(new JsonObject(String.join("", pieces)).getJsonArray("ok")).hasSize(2);
  }

  @Test
  void shouldNameFiltersAndFailuresWhenNothingIsLeft() {
    HubException error =
        PublishAnswers.nothingLeft(
            outcome(ONE_FAILURE, Map.of("FilterPreviouslyDeleted-deleted", 2)));

    assertThat(error.code()).isEqualTo(ErrorCode.ALL_EVENTS_FILTERED);
    assertThat(error.detail())
        .isEqualTo(
            "[event 3 (testing/aa11): entity: no content stream]"
                + " filters: [FilterPreviouslyDeleted-deleted:2] failures: 1");
  }

  @Test
  void shouldSpeakOfAgeWhenAnyEventAgedOff() {
    HubException error =
        PublishAnswers.nothingLeft(outcome(ONE_FAILURE, Map.of("PipelineAgeoff-aged_off", 1)));

    assertThat(error.code()).isEqualTo(ErrorCode.ALL_EVENTS_AGED_OFF);
    assertThat(error.detail())
        .isEqualTo(
            "all submitted events aged off immediately, is the submission time older than"
                + " ageoff?");
  }

  @Test
  void shouldSayWhatBecameOfEachWhenSomeFailed() {
    SendBatch batch =
        new SendBatch(
            List.of(
                PublishFixtures.event("k1"),
                PublishFixtures.event("k2"),
                PublishFixtures.event("k3")));
    batch.confirmed(0);
    batch.failed(1, "message too large for kafka: 24 vs 20 bytes", true);
    batch.confirmed(2);

    HubException error = PublishAnswers.notAllProduced(batch);

    assertThat(error.code()).isEqualTo(ErrorCode.PRODUCE_FAILED);
    assertThat(error.detail())
        .isEqualTo(
            "successfully submitted 2/3 events with the failed events providing the following"
                + " errors: k2: message too large for kafka: 24 vs 20 bytes; submitted: k1, k3");
  }

  @Test
  void shouldAskToComeBackWhenKafkaIsAway() {
    SendBatch batch = new SendBatch(List.of(PublishFixtures.event("k1")));
    batch.failed(0, EventProducer.AWAY, true);

    HubException error = PublishAnswers.notAllProduced(batch);

    assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(error.retryAfterSeconds()).isEqualTo(1);
    assertThat(error.detail())
        .isEqualTo("kafka is not available, none of the events was published");
  }

  private static String accepted(PublishOutcome outcome, boolean includeOk) {
    return String.join("", pieces(outcome, includeOk));
  }

  private static List<String> pieces(PublishOutcome outcome, boolean includeOk) {
    PublishAnswer answer = PublishAnswer.of(outcome, includeOk);
    List<String> pieces = new ArrayList<>();
    while (answer.hasNext()) {
      pieces.add(new String(answer.next(), UTF_8));
    }
    return pieces;
  }

  private static PublishOutcome outcome(List<Failure> failures, Map<String, Integer> filtered) {
    List<PreparedEvent> events = List.of(PublishFixtures.event("k1"), PublishFixtures.event("k2"));
    return new PublishOutcome(events, 2, failures, filtered, events, 0);
  }
}
