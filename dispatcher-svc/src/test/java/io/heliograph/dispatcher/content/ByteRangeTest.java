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
    "BYTES=100-200, 100, 200",
    "Bytes=-1, 999, 999",
    "bytes=-18446744073709551617, 0, 999",
    "bytes=-99999999999999999999999999, 0, 999",
    "bytes=0-9223372036854775807, 0, 999",
    "bytes=7-99999999999999999999, 7, 999",
    "bytes=000000000000000000000001-1, 1, 1",
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
        "bytes =0-1",
        "bytes=0- 1",
        "bytes=-99999999999999999999x",
      })
  void shouldRefuseWhatIsNoSingleRange(String header) {
    assertThatThrownBy(() -> ByteRange.parse(header, 1000)).isInstanceOf(HubException.class);
  }

  @Test
  void shouldFindNothingBeyondTheEnd() {
    assertThat(ByteRange.parse("bytes=1000-", 1000)).isEmpty();
    assertThat(ByteRange.parse("bytes=-0", 1000)).isEmpty();
    assertThat(ByteRange.parse("bytes=99999999999999999999-", 1000)).isEmpty();
    assertThat(ByteRange.parse("bytes=9223372036854775808-9223372036854775809", 1000)).isEmpty();
  }
}
