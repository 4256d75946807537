package io.heliograph.record.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagRangesTest {
  @Test
  void shouldContainWhatIsBetweenItsEndsWithoutSign() {
    TagRanges ranges = TagRanges.parse("5, 10-20 ,9223372036854775807-9223372036854775808");

    assertThat(ranges.contains(5)).isTrue();
    assertThat(ranges.contains(6)).isFalse();
    assertThat(ranges.contains(10)).isTrue();
    assertThat(ranges.contains(20)).isTrue();
    assertThat(ranges.contains(21)).isFalse();
    assertThat(ranges.contains(Long.MAX_VALUE)).isTrue();
    assertThat(ranges.contains(Long.MIN_VALUE)).isTrue();
    assertThat(ranges.contains(-1)).isFalse();
    assertThat(TagRanges.parse("20001-").contains(-1)).isTrue();
    assertThat(TagRanges.parse("20001-").contains(20000)).isFalse();
    assertThat(TagRanges.parse(" ")).isEqualTo(TagRanges.NONE);
    assertThat(TagRanges.NONE.contains(0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-", "a", "1,,2", "1,", "2-1", "-1", "1-2-3", "01", "18446744073709551616"})
  void shouldRefuseWhenItIsNoRange(String text) {
    assertThatThrownBy(() -> TagRanges.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
