package io.heliograph.dispatcher.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.fetch.AnswerEvents;
import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroBulk;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer in Avro holds no copies of its events, as one in JSON does not (D7). */
class AvroPiecesTest {
  private static final int EVENTS = 40;
  private static final int EVENT_BYTES = 200_000;
  private static final byte[] HEAD = "head".getBytes(UTF_8);
  private static final byte[] TAIL = "tail".getBytes(UTF_8);

  private final List<Integer> asked = new ArrayList<>();

  private final class Recorded extends AnswerEvents {
    private final byte[] event =
        ("{\"model_version\":6,\"kafka_key\":\"" + "k".repeat(EVENT_BYTES) + "\"}").getBytes(UTF_8);

    @Override
    public int length(int index) {
      return event.length;
    }

    @Override
    public byte[] get(int index) {
      asked.add(index);
      return event;
    }

    @Override
    public int size() {
      return EVENTS;
    }
  }

  @Test
  void shouldMakeEachPieceWhenItIsWritten() {
    AvroBulk bulk =
        new AvroBulk(
            Model.STATUS,
            new Recorded(),
            refused -> {
              throw refused;
            });
    AvroPieces pieces = new AvroPieces(HEAD, bulk, TAIL);
    asked.clear();
    long length = 0;
    int count = 0;

    while (pieces.hasNext()) {
      Buffer piece = pieces.next();
      assertThat(piece.length()).isLessThan(JsonPieces.PIECE_BYTES + EVENT_BYTES + 1_000);
      length += piece.length();
      count++;
      // An event of that size makes a piece: none of a later one was made, none is kept.
      assertThat(asked).hasSizeLessThanOrEqualTo(count);
    }

    assertThat(length).isEqualTo(pieces.length()).isGreaterThan((long) EVENTS * EVENT_BYTES);
    assertThat(asked).hasSize(EVENTS);
  }
}
