package io.heliograph.ipni.dag;

import static io.heliograph.ipni.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DagReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}}",
        "{} {}",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{\"a\" 1}",
        "{a:1}",
        "[01]",
        "[-]",
        "[+1]",
        "[1.]",
        "[.5]",
        "[1e]",
        "[1e+]",
        "[-01]",
        "[1e999]",
        "[nul]",
        "[True]",
        "[NaN]",
        "\u00ef\u00bb\u00bf{}",
        "[\"\\x\"]",
        "[\"\\u12\"]",
        "[\"\\ud800\"]",
        "[\"\\udc00\\ud800\"]",
        "[\"\n\"]",
        "[\"",
        "[\"\\",
        "[1}",
        "{]",
        "{\"/\":1}",
        "{\"/\":\"x\"}",
        "{\"/\":\"\"}",
        "{\"/\":{}}",
        "{\"/\":{\"bytes\":1}}",
        "{\"/\":{\"bytes\":\"a\"}}",
        "{\"/\":{\"bytes\":\"\",\"a\":1}}",
        "{\"/\":{\"bytes\":\"\"},\"a\":1}",
        "{\"/\":{\"a\":\"\"}}",
        "{\"/\":{\"bytes\":\"gB\"}}",
        "{\"/\":{\"bytes\":\"gB==\"}}",
        "{\"/\":{\"bytes\":\"-_-_\"}}",
        "{\"/\":{\"bytes\":\"gBI==\"}}",
        "{\"/\":\"bafkreehdwdcefgh4dqkjv67uzcmw7oje\",\"a\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"b\":1,\"a\":1}",
        "/**/{}"
      })
  void shouldRefuseAsMalformedWhenJsonIsNone(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refusal(() -> DagValue.decode(Codec.DAG_JSON, bytes, IpniLimits.DEFAULT)))
        .isEqualTo(Verdict.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5b22c022225d",
        "5b22c0af225d",
        "5b22eda080225d",
        "5b22f4908080225d",
        "5b22f08080af225d",
        "5b22e282225d",
        "5b2280225d",
        "5b22ff225d"
      })
  void shouldRefuseAsMalformedWhenJsonIsNotUtf8(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> DagValue.decode(Codec.DAG_JSON, bytes, IpniLimits.DEFAULT))
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " {}",
        "{}\n",
        "[1 ]",
        "[-0]",
        "[1.0]",
        "[1e3]",
        "[1E3]",
        "[10e-1]",
        "[\"\\/\"]",
        "[\"\\u00e9\"]",
        "[\"\\u000A\"]",
        "[\"\\u000a\"]",
        "[\"\\u001F\"]",
        "[\"\\ud83d\\ude00\"]",
        "{\"b\":1,\"a\":1}",
        "{\"/\":{\"bytes\":\"gBI=\"}}",
        "{\"/\":\"BAFKREEHDWDCEFGH4DQKJV67UZCMW7OJE\"}"
      })
  void shouldRefuseAsNonCanonicalWhenJsonIsWrittenOtherwise(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThat(refusal(() -> DagValue.decode(Codec.DAG_JSON, bytes, IpniLimits.DEFAULT)))
        .isEqualTo(Verdict.NON_CANONICAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":[],\"b\":{}}",
        "{\"!\":1,\"/\":2}",
        "[\"\\u001f\\b\\t\\n\\f\\r\\\"\\\\/<&\u007f\u00e9\"]",
        "[9223372036854775807,-9223372036854775808]",
        "{\"/\":{\"bytes\":\"\"}}",
        "{\"\":null}",
        "true"
      })
  void shouldAcceptWhenJsonIsCanonical(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    DagValue value = DagValue.decode(Codec.DAG_JSON, bytes, IpniLimits.DEFAULT);

    assertThat(value.encode(Codec.DAG_JSON)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a1",
        "a16161",
        "81",
        "a10101",
        "c101",
        "d82a01",
        "d82a40",
        "d82a4101",
        "f7",
        "e0",
        "f820",
        "fb7ff8000000000000",
        "fb7ff0000000000000",
        "1c",
        "3d",
        "5c",
        "fc",
        "62c328",
        "61ff",
        "a2616101616101",
        "a26161016162016161f6",
        "0000",
        "5bffffffffffffffff",
        "5b7fffffffffffffff",
        "9f",
        "bf6161ff",
        "5f6161ff",
        "5f5f4101ffff",
        "ff",
        "1f",
        "df"
      })
  void shouldRefuseWhenCborIsNone(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(refusal(() -> DagValue.decode(Codec.DAG_CBOR, bytes, IpniLimits.DEFAULT)))
        .isIn(Verdict.MALFORMED, Verdict.LIMIT_EXCEEDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1817",
        "190018",
        "1a0000ffff",
        "1b00000000ffffffff",
        "3817",
        "5801aa",
        "7f6161ff",
        "5f4101ff",
        "9fff",
        "bfff",
        "a26162016161f6",
        "a262616101616101",
        "b80161610a"
      })
  void shouldRefuseAsNonCanonicalWhenCborIsWrittenOtherwise(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(refusal(() -> DagValue.decode(Codec.DAG_CBOR, bytes, IpniLimits.DEFAULT)))
        .isEqualTo(Verdict.NON_CANONICAL);
  }

  @ParameterizedTest
  @CsvSource({
    "DAG_JSON, 1.5",
    "DAG_JSON, 9223372036854775808",
    "DAG_JSON, -9223372036854775809",
    "DAG_JSON, 1e+40"
  })
  void shouldHaveNoIntegerWhenTheNumberIsAnother(Codec codec, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    DagValue value = DagValue.decode(codec, bytes, IpniLimits.DEFAULT);
    Fields fields =
        new Fields(new DagValue.OfMap(Map.of("a", value)), "document", Verdict.SCHEMA_VIOLATION);

    assertThat(refusal(() -> fields.number("a"))).isEqualTo(Verdict.SCHEMA_VIOLATION);
    assertThatThrownBy(() -> value.encode(codec))
        .hasMessageStartingWith("only integers are written");
  }

  @Test
  void shouldStopWhenMapsAreNestedTooDeep() {
    String eight = "{\"a\":".repeat(7) + "{}" + "}".repeat(7);
    String nine = "[" + eight + "]";
    byte[] deep = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    byte[] deepCbor = new byte[1_000_000];
    Arrays.fill(deepCbor, (byte) 0x81);

    DagValue.decode(Codec.DAG_JSON, eight.getBytes(StandardCharsets.UTF_8), IpniLimits.DEFAULT);
    for (byte[] body : new byte[][] {nine.getBytes(StandardCharsets.UTF_8), deep}) {
      assertThat(refusal(() -> DagValue.decode(Codec.DAG_JSON, body, IpniLimits.DEFAULT)))
          .isEqualTo(Verdict.LIMIT_EXCEEDED);
    }
    assertThat(refusal(() -> DagValue.decode(Codec.DAG_CBOR, deepCbor, IpniLimits.DEFAULT)))
        .isEqualTo(Verdict.LIMIT_EXCEEDED);
  }

  @Test
  void shouldStopWhenOneValueIsTooLong() {
    int most = IpniLimits.DEFAULT.valueBytesMax();
    byte[] fits = ("\"" + "a".repeat(most) + "\"").getBytes(StandardCharsets.UTF_8);
    byte[] over = ("\"" + "a".repeat(most + 1) + "\"").getBytes(StandardCharsets.UTF_8);

    assertThat(DagValue.decode(Codec.DAG_JSON, fits, IpniLimits.DEFAULT))
        .isInstanceOf(DagValue.OfText.class);
    assertThat(refusal(() -> DagValue.decode(Codec.DAG_JSON, over, IpniLimits.DEFAULT)))
        .isEqualTo(Verdict.LIMIT_EXCEEDED);
  }

  @Test
  void shouldKnowEachKeyAgainWhenAMapHasMany() {
    // given
    long seed = 20261130;
    Random random = new Random(seed);
    MapKeys keys = new MapKeys(false);
    Set<String> model = new HashSet<>();

    for (int i = 0; i < 50_000; i++) {
      String key = Integer.toString(random.nextInt(40_000), 36);
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      assertThat(keys.add(bytes, bytes.length))
          .as("seed %d, key %s", seed, key)
          .isEqualTo(model.add(key));
    }
    keys.clear();
    assertThat(keys.add(new byte[] {'1'}, 1)).isTrue();
  }

  @Test
  void shouldNameCodecPlaceAndValueWhenRefused() {
    byte[] body = "{\"a\":tru}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> DagValue.decode(Codec.DAG_JSON, body, IpniLimits.DEFAULT))
        .hasMessage("DAG-JSON at byte 9 must go on with true, false or null, not '}'");
  }
}
