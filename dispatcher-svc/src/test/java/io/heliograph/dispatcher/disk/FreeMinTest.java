package io.heliograph.dispatcher.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreeMinTest {
  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "5%,2GiB;  100;  5368709120",
        "5%,2GiB;  10;   2147483648",
        "2GiB;     1;    2147483648",
        "12.5%;    8;    1073741824",
        "100%;     3;    3221225472",
        "0;        100;  0",
        "0%;       100;  0",
        "64mib;    100;  67108864",
        "1000;     100;  1000",
        "1 kB, 1%; 0;    1024"
      })
  void shouldCountTheLargerOfPartAndSize(String text, long totalGib, long expected) {
    assertThat(FreeMin.parse(text).of(totalGib * GIB)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "0.5%", "3MiB", "100%,7TiB", " 7 % "})
  void shouldSayWhatItWantsOfWhatIsNeither(String text) {
    // The control: every text but the empty one is one.
    if (text.isEmpty()) {
      assertThatThrownBy(() -> FreeMin.parse(text)).isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(FreeMin.parse(text).text()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"101%", "-1", "five", "5%,", "1.5GiB", "99999999TiB", "5%%", "2GiB;5%"})
  void shouldNameTheKeyTheRuleAndTheValueWhenItIsNoBound(String text) {
    assertThatThrownBy(() -> FreeMin.parse(text))
        .hasMessageStartingWith("hub.disk.free-min: wants a part of the disk or a size")
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void shouldWantATenthMoreForADiskThatWasShort() {
    assertThat(FreeMin.parse("10%").again(1_000)).isEqualTo(110);
    assertThat(FreeMin.parse("95%").again(1_000)).isEqualTo(955);
    assertThat(FreeMin.parse("100%").again(1_000)).isEqualTo(1_000);
    assertThat(FreeMin.parse("2000").again(1_000)).isEqualTo(2_000);
    assertThat(FreeMin.parse("0").again(1_000)).isZero();
  }
}
