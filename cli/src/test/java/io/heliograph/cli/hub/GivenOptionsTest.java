package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GivenOptionsTest {

  @Test
  void shouldKeepWhatIsNotGivenAndTakeWhatIs() {
    HubOptions before =
        new GivenOptions(700, Map.of("a", "1", "b", "2"), "::1", true, true, false, "1gb", 3)
            .over(HubOptions.DEFAULTS);

    assertThat(given(Map.of())).returns(before, given -> given.over(before));
    HubOptions after = given(Map.of("a", "3", "b", "", "c", "4")).over(before);

    assertThat(after.settings()).isEqualTo(Map.of("a", "3", "c", "4"));
    assertThat(after.portOffset()).isEqualTo(700);
    assertThat(after.restart()).isFalse();
  }

  @Test
  void shouldSayWhatIsWantedWhenAValueIsNone() {
    assertThatThrownBy(() -> with("lots", null)).hasMessageContaining("not 'lots'");
    assertThatThrownBy(() -> with("0", null)).hasMessageContaining("--redis-memory");
    assertThatThrownBy(() -> with(null, 0)).hasMessageContaining("--log-mib wants 1 to 1024");
    assertThat(with("64mb", 1).logBytesMax()).isEqualTo(1L << 20);
  }

  private static HubOptions with(@Nullable String redisMemory, @Nullable Integer logMib) {
    return new GivenOptions(null, Map.of(), null, null, null, null, redisMemory, logMib)
        .over(HubOptions.DEFAULTS);
  }

  private static GivenOptions given(Map<String, String> settings) {
    return new GivenOptions(null, settings, null, null, null, null, null, null);
  }
}
