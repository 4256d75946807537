package io.heliograph.kit.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoundTest {
  @Test
  void shouldQuoteAShortValueWhole() {
    assertThat(Found.of("x".repeat(40))).isEqualTo(", found '" + "x".repeat(40) + "'");
    assertThat(Found.of("")).isEqualTo(", found ''");
  }

  @Test
  void shouldQuoteTheBeginningOnOneLineWhenTheValueIsLong() {
    assertThat(Found.of("a\r\n" + "x".repeat(9_000)))
        .isEqualTo(", found 'a??" + "x".repeat(37) + "...'");
  }
}
