package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tika's table without what would run on its engine with backtracking. */
class TikaLookTest {
  private static final TikaLook LOOK = new TikaLook();

  private static String mime(String text) throws IOException {
    return LOOK.mime(new Sample(new BytesChannel(text.translateEscapes().getBytes(US_ASCII))));
  }

  /** Each is told by an expression alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "digraph roads { a -> b }\\n",
        "\\n// roads\\ngraph roads { a -- b }\\n",
        "function far = roads(near)\\n",
      })
  void shouldRunNoExpressionOfTheTable(String text) throws IOException {
    assertThat(mime(text)).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%PDF-1.4\\n1 0 obj\\n | application/pdf",
        "<?xml version=\"1.0\"?><a/> | application/xml",
        "Received: from a by b\\nFrom: c\\n\\nd | message/rfc822",
      })
  void shouldKeepWhatTheTableTellsByBytes(String text, String mime) throws IOException {
    assertThat(mime(text)).isEqualTo(mime);
  }
}
