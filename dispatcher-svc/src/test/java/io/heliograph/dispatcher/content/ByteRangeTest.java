package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.dispatcher.error.HubException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=100-, 100, 999",
    "bytes=-100, 900, 999",
    "bytes=100-200, 100, 200",
    "bytes=2-2, 2, 2",
    "bytes=0-5000, 0, 999",
    "bytes=-5000, 0, 999",
  })
  void shouldReadOneRange(String header, long first, long last) {
    assertThat(ByteRange.parse(header, 1000)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "items=0-1",
        "bytes=0-1,3-4",
        "bytes=-",
        "bytes=",
        "bytes=5",
        "bytes=a-b",
        "bytes=-1-2",
        "bytes=5-4",
        "0-1",
        "bytes=99999999999999999999-",
      })
  void shouldRefuseWhatIsNoSingleRange(String header) {
    assertThatThrownBy(() -> ByteRange.parse(header, 1000)).isInstanceOf(HubException.class);
  }

  @Test
  void shouldFindNothingBeyondTheEnd() {
    assertThat(ByteRange.parse("bytes=1000-", 1000)).isEmpty();
    assertThat(ByteRange.parse("bytes=-0", 1000)).isEmpty();
  }
}
