package io.heliograph.coordinator.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.CursorState.StoredLease;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorCodecTest {
  private static final UUID FIRST = new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L);
  private static final UUID SECOND = new UUID(0x1112131415161718L, 0x191a1b1c1d1e1f20L);

  /** A cursor as releases before 0.4 wrote it. */
  private static final String OLD =
      "01" + "0e" + "c801" + "0a" + "02" + "06" + "08" + "04" + "0204d00f" + "180600" + "02d804";

  private static final String NEW =
      "02"
          + "0e"
          + "c801"
          + "0a"
          + "02"
          + "06"
          + "08"
          + "04"
          + "0204d00f"
          + "04"
          + "0102030405060708090a0b0c0d0e0f10"
          + "1112131415161718191a1b1c1d1e1f20"
          + "180600"
          + "00"
          + "02d804";

  @Test
  void shouldReadWhatWasWrittenBeforeLeasesHadProofs() throws Exception {
    CursorState state = CursorCodec.decode(HexFormat.of().parseHex(OLD));

    assertThat(state.epoch()).isEqualTo(7);
    assertThat(state.frontier()).isEqualTo(100);
    assertThat(state.leaderEpoch()).isEqualTo(5);
    assertThat(state.doneRuns()).containsExactly(103, 107);
    assertThat(state.leases())
        .containsExactly(
            new StoredLease(101, 2, 1000, List.of()), new StoredLease(113, 3, 0, List.of()));
    assertThat(state.statusPositions()).containsExactly(300);
  }

  @Test
  void shouldKeepItsBytes() throws Exception {
    CursorState state = CursorCodec.decode(HexFormat.of().parseHex(NEW));

    assertThat(state.leases())
        .containsExactly(
            new StoredLease(101, 2, 1000, List.of(FIRST, SECOND)),
            new StoredLease(113, 3, 0, List.of()));
    assertThat(HexFormat.of().formatHex(CursorCodec.encode(state))).isEqualTo(NEW);
  }

  @Test
  void shouldRefuseWhatIsCutOff() {
    byte[] bytes = HexFormat.of().parseHex(NEW);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> CursorCodec.decode(cut))
          .as("%d bytes", length)
          .isInstanceOf(MalformedRecordException.class);
    }
  }
}
