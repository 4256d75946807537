package io.heliograph.dispatcher.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.AnswerEvents;
import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroBulk;
import io.heliograph.event.avro.AvroEvents;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MultipartAnswerTest {
  private final MultipartAnswer answer = new MultipartAnswer("BOUNDARY");

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String whole(JsonPieces pieces) {
    StringBuilder body = new StringBuilder();
    long announced = pieces.length();
    long got = 0;
    while (pieces.hasNext()) {
      Buffer piece = pieces.next();
      got += piece.length();
      body.append(piece.toString());
    }
    assertThat(got).isEqualTo(announced);
    return body.toString();
  }

  @Test
  void shouldComeInPiecesBetweenEventsWhenItIsLong() {
    byte[] event = bytes('"' + "x".repeat(JsonPieces.PIECE_BYTES / 2) + '"');
    JsonPieces pieces =
        answer.json(bytes("{}"), AnswerEvents.of(List.of(event, event, event, event, event)));

    List<Integer> lengths = new ArrayList<>();
    while (pieces.hasNext()) {
      lengths.add(pieces.next().length());
    }

    assertThat(lengths).hasSize(3).allMatch(length -> length < 2 * JsonPieces.PIECE_BYTES);
    assertThat(lengths.stream().mapToLong(Integer::longValue).sum())
        .isEqualTo(pieces.length())
        .isGreaterThan(5L * event.length);
  }

  @Test
  void shouldHaveExactlyTheFormOfTheContractWhenEventsAreJson() {
    String body =
        whole(
            answer.json(
                bytes("{\"i\":1}"), AnswerEvents.of(List.of(bytes("{\"a\":\"ü\"}"), bytes("{}")))));

    assertThat(answer.contentType()).isEqualTo("multipart/form-data; boundary=BOUNDARY");
    assertThat(body)
        .isEqualTo(
            """
            --BOUNDARY
            Content-Disposition: form-data; name="info"; filename="info.json"
            Content-Type: application/octet-stream

            {"i":1}
            --BOUNDARY
            Content-Disposition: form-data; name="events"; filename="events.json"
            Content-Type: application/octet-stream

            {"events":[{"a":"ü"},{}]}
            --BOUNDARY--
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void shouldHoldAnEmptyListWhenThereIsNoEvent() {
    assertThat(whole(answer.json(bytes("{}"), AnswerEvents.of(List.of()))))
        .contains("\r\n{\"events\":[]}\r\n--");
  }

  @Test
  void shouldKeepTheBytesWhenEventsAreAvro() {
    List<byte[]> events = List.of(bytes("{\"model_version\":6}"), bytes("{\"model_version\":6}"));
    byte[] bulk = AvroEvents.bulkToAvro(Model.STATUS, events);

    AvroPieces pieces = answer.avro(bytes("{}"), new AvroBulk(Model.STATUS, events, refused -> {}));

    byte[] body = pieces.next().getBytes();
    assertThat(pieces.hasNext()).isFalse();
    assertThat(pieces.length()).isEqualTo(body.length);
    int tail = bytes("\r\n--BOUNDARY--\r\n").length;
    int at = body.length - tail - bulk.length;
    assertThat(Arrays.copyOfRange(body, at, at + bulk.length)).isEqualTo(bulk);
    assertThat(new String(body, 0, at, UTF_8)).endsWith("octet-stream\r\n\r\n");
  }

  @Test
  void shouldChooseAnotherBoundaryForEveryAnswer() {
    assertThat(new MultipartAnswer().contentType())
        .isNotEqualTo(new MultipartAnswer().contentType());
  }

  @Test
  void shouldLeaveOutWhatIsEmptyWhenAllIsReady() {
    assertThat(new String(MultipartAnswer.info(Map.of(), 2, Set.of()), UTF_8))
        .isEqualTo("{\"filtered\":0,\"fetched\":2,\"ready\":true,\"paused\":false}");
  }

  @Test
  void shouldNameQueuesInOrderAndFiltersWhenThereAreSome() {
    byte[] info =
        MultipartAnswer.info(
            Map.of("FilterTooDeep-too_deep", 2, "FilterConsumerRules-reject_self", 3),
            0,
            EnumSet.of(Queue.HISTORIC, Queue.EXPEDITE, Queue.ERROR));

    assertThat(new String(info, UTF_8))
        .isEqualTo(
            "{\"filtered\":5,\"fetched\":0,\"ready\":false,\"paused\":false,"
                + "\"consumers_not_ready\":\"expedite,historic\","
                + "\"filters\":{\"FilterConsumerRules-reject_self\":3,\"FilterTooDeep-too_deep\":2}}");
  }

  @Test
  void shouldBeReadyWhenOnlyTheErrorQueueHasNoPartition() {
    assertThat(new String(MultipartAnswer.info(Map.of(), 0, Set.of(Queue.ERROR)), UTF_8))
        .isEqualTo("{\"filtered\":0,\"fetched\":0,\"ready\":true,\"paused\":false}");
  }
}
