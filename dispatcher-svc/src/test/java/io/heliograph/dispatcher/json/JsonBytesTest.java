package io.heliograph.dispatcher.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBytesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"plain,\"plain\"", "a\"b,\"a\\\"b\"", "a\\b,\"a\\\\b\"", "é🙂/<>&,\"é🙂/<>&\""})
  void shouldEscapeOnlyWhatJsonDemands(String text, String json) {
    assertThat(written(text)).isEqualTo(json);
  }

  @Test
  void shouldEscapeControlCharactersWhenAStringHasThem() {
    assertThat(written("\n\r\t\b\u001f\u007f")).isEqualTo("\"\\n\\r\\t\\u0008\\u001f\u007f\"");
  }

  @Test
  void shouldGrowWhenMoreIsWrittenThanItsCapacity() {
    JsonBytes json = new JsonBytes(1);
    json.raw('[').string("x".repeat(1000)).raw(",").number(Long.MIN_VALUE).raw("]".getBytes(UTF_8));

    assertThat(json.length()).isEqualTo(json.toByteArray().length).isEqualTo(1025);
  }

  private static String written(String text) {
    return new String(new JsonBytes(0).string(text).toByteArray(), UTF_8);
  }
}
