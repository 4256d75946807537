package io.heliograph.coordinator.pause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PauseTest {
  private static final long NOW = 1_700_000_000_000L;

  private long nowMillis = NOW;
  private final Pause pause =
      new Pause(
          Duration.ofMinutes(10), Duration.ofMinutes(30), () -> Instant.ofEpochMilli(nowMillis));

  @Test
  void shouldHoldUntilItsEndAndNoLonger() {
    pause.held(new Hold(NOW, NOW + 60_000));

    assertThat(pause.holds()).isTrue();
    assertThat(pause.stopsPlugins()).isTrue();
    assertThat(pause.restores()).isFalse();
    assertThat(pause.skipsHistory()).isFalse();
    nowMillis += 59_999;
    assertThat(pause.holds()).isTrue();
    nowMillis++;
    assertThat(pause.holds()).isFalse();
    assertThat(pause.stopsPlugins()).isFalse();
  }

  @Test
  void shouldHoldUntilItIsEndedWhenItHasNoEnd() {
    pause.held(new Hold(NOW, Hold.OPEN));
    nowMillis += Duration.ofDays(10_000).toMillis();
    assertThat(pause.holds()).isTrue();

    pause.held(Hold.NONE);

    assertThat(pause.stopsPlugins()).isFalse();
  }

  @Test
  void shouldStopPluginsForARestoreWhetherTheyAreHeldOrNot() {
    pause.learned(NOW);
    pause.held(new Hold(NOW, Hold.OPEN));
    pause.held(Hold.NONE);

    assertThat(pause.holds()).isFalse();
    assertThat(pause.restores()).isTrue();
    assertThat(pause.stopsPlugins()).isTrue();
  }

  @Test
  void shouldKeepTheBytesOfControlRecords() throws Exception {
    String pauseBytes = HexFormat.of().formatHex(PauseCodec.encode(NOW));
    String holdBytes = HexFormat.of().formatHex(HoldCodec.encode(new Hold(NOW, Hold.OPEN)));
    String none = HexFormat.of().formatHex(HoldCodec.encode(Hold.NONE));

    assertThat(pauseBytes).isEqualTo("0180a0abfef962");
    assertThat(holdBytes).isEqualTo("0180a0abfef962feffffffffffffffff01");
    assertThat(none).isEqualTo("010000");
    assertThat(PauseCodec.decode(HexFormat.of().parseHex(pauseBytes))).isEqualTo(NOW);
    assertThat(HoldCodec.decode(HexFormat.of().parseHex(holdBytes)))
        .isEqualTo(new Hold(NOW, Hold.OPEN));
    assertThat(HoldCodec.decode(HexFormat.of().parseHex(none))).isEqualTo(Hold.NONE);
    assertThat(PauseCodec.KEY).isEqualTo("p");
    assertThat(HoldCodec.KEY).isEqualTo("h");
  }
}
