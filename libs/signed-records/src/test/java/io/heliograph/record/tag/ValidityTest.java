package io.heliograph.record.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidityTest {
  private static final Instant FROM = Instant.parse("2026-11-30T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-12-01T00:00:00Z");

  @Test
  void shouldIncludeTheBeginningAndNotTheEnd() {
    Validity validity =
        of("{'x':[1],'not_before':'2026-11-30T00:00:00Z','expires':'2026-12-01T00:00:00Z'}");

    assertThat(validity).isEqualTo(new Validity(FROM, UNTIL));
    assertThat(validity.includes(FROM.minusNanos(1))).isFalse();
    assertThat(validity.includes(FROM)).isTrue();
    assertThat(validity.includes(UNTIL.minusNanos(1))).isTrue();
    assertThat(validity.includes(UNTIL)).isFalse();
    assertThat(of("{'expires':null}").includes(Instant.MAX)).isTrue();
    assertThat(of("{}").includes(Instant.MIN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{'expires':1}", "{'expires':'tomorrow'}", "{'not_before':[]}"})
  void shouldRefuseWhenATimeIsNone(String data) {
    assertThatThrownBy(() -> of(data)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Validity of(String data) {
    return Validity.of(Bytes.of(data.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }
}
