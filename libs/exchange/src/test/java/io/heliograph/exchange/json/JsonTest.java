package io.heliograph.exchange.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import io.heliograph.exchange.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private final BoundedJson json = new BoundedJson(new JsonLimits(200, 8, 20));

  /** Samples of RFC 8785, appendix B, and Python's repr of the same doubles. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0, 0.0",
    "8000000000000000, 0, -0.0",
    "0000000000000001, 5e-324, 5e-324",
    "8000000000000001, -5e-324, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308, 1.7976931348623157e+308",
    "4340000000000000, 9007199254740992, 9007199254740992.0",
    "4430000000000000, 295147905179352830000, 2.9514790517935283e+20",
    "44b52d02c7e14af5, 9.999999999999997e+22, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23, 1e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000, 9.999999999999997e+20",
    "444b1ae4d6e2ef50, 1e+21, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7, 9.999999999999997e-07",
    "3eb0c6f7a0b5ed8d, 0.000001, 1e-06",
    "41b3de4355555553, 333333333.3333332, 333333333.3333332",
    "3f1a36e2eb1c432d, 0.0001, 0.0001",
    "4341c37937e08000, 10000000000000000, 1e+16"
  })
  void shouldWriteTheShortestTextWhenADoubleIsWritten(String bits, String ecma, String python) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(text(value)).isEqualTo(ecma);
    assertThat(PythonRepr.repr(DoubleNode.valueOf(value))).isEqualTo(python);
  }

  @Test
  void shouldReadTheSameDoubleBackWhenAnyIsWritten() {
    Random random = new Random(8785);
    for (int i = 0; i < 5_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(text(value))).as("seed 8785, " + i).isEqualTo(value + 0.0);
        assertThat(Double.parseDouble(PythonRepr.repr(DoubleNode.valueOf(value))))
            .as("seed 8785, " + i)
            .isEqualTo(value);
      }
    }
  }

  @Test
  void shouldSortByUtf16UnitsWhenMembersAreCanonical() throws MalformedJsonException {
    String sent =
        "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4.50,\"\\ud83d\\ude00\":5,\"\\u0080\":[]}";

    String canonical = new String(CanonicalJson.bytes(json.read(sent)), StandardCharsets.UTF_8);

    assertThat(canonical)
        .isEqualTo(
            "{\"\\r\":2,\"1\":4.5,\"\u0080\":[],\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "NaN",
        "[1e999]",
        "\"\\ud800\"",
        "{\"\\udc00\":1}",
        "[[[[[[[[[1]]]]]]]]]",
        "[1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1]"
      })
  void shouldSayWhyWhenATextIsNoMessage(String text) {
    assertThatThrownBy(() -> json.read(text))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageStartingWith("message: ")
        .message()
        .doesNotContain("com.fasterxml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[[[[[[[1]]]]]]]]", "[1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9]", "1"})
  void shouldReadWhenALimitIsJustKept(String text) throws MalformedJsonException {
    assertThat(json.read(text)).hasToString(text);
  }

  @Test
  void shouldRefuseWhenAMessageIsTooLong() {
    assertThatThrownBy(() -> json.read("\"" + "x".repeat(199) + "\""))
        .hasMessageStartingWith("message: has 201 bytes; at most 200 are taken: \"xxx");
  }

  @Test
  void shouldStripWhatPythonCallsSpaceWhenATextIsTrimmed() {
    assertThat(PythonText.strip("\u00a0\u2003\u001c\u0085 a b\u3000\t")).isEqualTo("a b");
    assertThat(PythonText.strip("\u200ba")).isEqualTo("\u200ba");
  }

  @Test
  void shouldSortByCodePointWhenPythonSorts() {
    assertThat(PythonJson.line(Vectors.object("{'\ud83d\ude00':1,'\uff5e':2,'a':3}")))
        .isEqualTo("{\"a\": 3, \"\uff5e\": 2, \"\ud83d\ude00\": 1}");
    assertThat(PythonJson.plain(Vectors.object("{'b':'\u00e9','a':[]}")))
        .isEqualTo("{\"b\": \"\\u00e9\", \"a\": []}");
  }

  private static String text(double value) {
    return new String(CanonicalJson.bytes(DoubleNode.valueOf(value)), StandardCharsets.UTF_8);
  }
}
