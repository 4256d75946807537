package io.heliograph.dashboard.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What Python 3.11 prints for each of these. */
  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1.0, 1.0",
    "0.0005, 0.0005",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "0.000012, 1.2e-05",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.5e300, 1.5e+300",
    "123456789.125, 123456789.125",
    "1e-7, 1e-07",
    "-2.5e-120, -2.5e-120",
    "12345678901.0, 12345678901.0",
  })
  void shouldWriteNumbersAsPythonDoes(double number, String expected) {
    assertThat(PythonJson.ofDouble(number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":[1,2.50,true,null,\"x\"],\"b\":{}} | {\"a\": [1, 2.5, true, null, \"x\"], \"b\": {}}",
        "\"caf\\u00e9 \\ud83d\\ude00 \\u4e2d\" | \"caf\\u00e9 \\ud83d\\ude00 \\u4e2d\"",
        "\"a\\/b\\u0001\\u007f\\t\" | \"a/b\\u0001\u007f\\t\"",
        "{\"a\":1,\"b\":2,\"a\":3} | {\"a\": 3, \"b\": 2}",
        "123456789012345678901234567890 | 123456789012345678901234567890",
      })
  void shouldWriteLetterByLetterAsPythonDoes(String json, String expected) throws Exception {
    assertThat(PythonJson.of(JSON.readTree(json))).isEqualTo(expected);
  }

  @Property
  void shouldReadBackWhatItWroteWhateverTheText(@ForAll String text) throws Exception {
    String json = PythonJson.of(text);

    assertThat(json.chars()).allMatch(letter -> letter >= ' ' && letter < 128);
    assertThat(JSON.readTree(json).textValue()).isEqualTo(text);
  }

  @Property
  void shouldReadBackWhatItWroteWhateverTheNumber(@ForAll double number) {
    assertThat(Double.parseDouble(PythonJson.ofDouble(number))).isEqualTo(number);
  }
}
