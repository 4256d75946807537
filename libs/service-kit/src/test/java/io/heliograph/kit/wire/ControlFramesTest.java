package io.heliograph.kit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.testkit.VirtualClock;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlFramesTest {
  private static final int PER_SECOND = 10;

  private final VirtualClock clock = new VirtualClock();
  private final ControlFrames frames = new ControlFrames(PER_SECOND, clock::nanos);
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  ControlFramesTest() {
    sent.writeBytes(new byte[24]);
  }

  private void frame(int type, int flags, int stream, int length) {
    sent.writeBytes(
        ByteBuffer.allocate(9 + length)
            .putInt(length << 8 | type)
            .put((byte) flags)
            .putInt(stream)
            .array());
  }

  private boolean isWithinLimit() {
    ByteBuffer bytes = ByteBuffer.wrap(sent.toByteArray());
    sent.reset();
    return frames.isWithinLimit(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "DATA, 0, 0, 0",
    "PRIORITY, 2, 0, 5",
    "RST_STREAM, 3, 0, 4",
    "SETTINGS, 4, 0, 600",
    "PING, 6, 0, 8",
    "PING with an answer, 6, 1, 8",
    "CONTINUATION, 9, 0, 70000",
    "unknown, 250, 0, 3"
  })
  void shouldEndAtTheLimitWhenFramesBringNothing(String name, int type, int flags, int length) {
    for (int at = 0; at < PER_SECOND; at++) {
      frame(type, flags, 1, length);
    }
    assertThat(isWithinLimit()).as(name).isTrue();

    frame(type, flags, 1, length);
    assertThat(isWithinLimit()).as(name).isFalse();
  }

  @Test
  void shouldNotCountRequestsBodiesAndTheEndsOfBodies() {
    for (int at = 0; at < 100 * PER_SECOND; at++) {
      frame(1, 4, 2 * at + 1, 40);
      frame(0, 0, 2 * at + 1, 16_384);
      frame(0, 1, 2 * at + 1, 0);
    }

    assertThat(isWithinLimit()).isTrue();
    assertThat(frames.lastStream()).isEqualTo(200 * PER_SECOND - 1);
  }

  @Test
  void shouldLetAReaderUpdateItsWindowsTwentyTimesAsOften() {
    for (int at = 0; at < 20 * PER_SECOND; at++) {
      frame(8, 0, 0, 4);
    }
    assertThat(isWithinLimit()).isTrue();

    frame(8, 0, 0, 4);
    assertThat(isWithinLimit()).isFalse();
  }

  @Test
  void shouldBeginAgainWhenASecondIsOver() {
    for (int second = 0; second < 5; second++) {
      for (int at = 0; at < PER_SECOND; at++) {
        frame(6, 0, 0, 8);
      }
      assertThat(isWithinLimit()).isTrue();
      clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void shouldCountTheSameHoweverTheBytesAreCut() {
    Random random = new Random(20261130);
    for (int at = 0; at < PER_SECOND; at++) {
      frame(6, 0, 0, 8);
      frame(1, 4, 2 * at + 1, random.nextInt(300));
      frame(0, 0, 2 * at + 1, 1 + random.nextInt(70_000));
    }
    ByteBuffer all = ByteBuffer.wrap(sent.toByteArray());
    while (all.hasRemaining()) {
      int length = Math.min(all.remaining(), 1 + random.nextInt(12));
      assertThat(frames.isWithinLimit(all.slice(all.position(), length))).isTrue();
      all.position(all.position() + length);
    }
    sent.reset();
    frame(6, 0, 0, 8);

    assertThat(frames.lastStream()).isEqualTo(2 * PER_SECOND - 1);
    assertThat(isWithinLimit()).isFalse();
  }

  @Test
  void shouldNameTheKeyWhenTheLimitIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ControlFrames(0, () -> 0))
        .withMessage("hub.http.control-frames-per-second-max: at least 1, found 0");
  }
}
