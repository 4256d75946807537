package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class TestHeadersTest {
  private final Headers headers = TestHeaders.of("a", "1", "b", "é", "a", "2");

  @Test
  void shouldGiveTheLastValueWhenANameComesTwice() {
    assertThat(TestHeaders.text(headers, "a")).isEqualTo("2");
    assertThat(TestHeaders.text(headers, "b")).isEqualTo("é");
    assertThat(TestHeaders.text(headers, "c")).isEmpty();
  }

  @Test
  void shouldGiveEachNameOnce() {
    assertThat(TestHeaders.all(headers)).isEqualTo(Map.of("a", "2", "b", "é"));
  }
}
