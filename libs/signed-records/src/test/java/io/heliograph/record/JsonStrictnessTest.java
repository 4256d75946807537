package io.heliograph.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.record.json.Json;
import io.heliograph.record.json.JsonException;
import io.heliograph.record.json.JsonReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonStrictnessTest {
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Set<String> NAMES =
      Set.of(
          "data",
          "identifier",
          "owner_keys",
          "previous_owner_keys",
          "signature",
          "tag_type",
          "version");

  private static final String GOOD =
      new String(
          new SignedRecord(
                  7,
                  Bytes.of(new byte[64]),
                  Bytes.of((byte) 'x'),
                  List.of(Bytes.of(new byte[32])),
                  10,
                  List.of(),
                  List.of())
              .toJson(),
          StandardCharsets.US_ASCII);

  /** What stands in a good record, what in its place is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\":\"10\"|\"version\":10",
        "\"version\":\"10\"|\"version\":null",
        "\"version\":\"10\"|\"version\":\"010\"",
        "\"version\":\"10\"|\"version\":\"+10\"",
        "\"version\":\"10\"|\"version\":\"-1\"",
        "\"version\":\"10\"|\"version\":\"\"",
        "\"version\":\"10\"|\"version\":\"1e1\"",
        "\"version\":\"10\"|\"version\":\"\u0661\"",
        "\"version\":\"10\"|\"version\":\"18446744073709551616\"",
        "\"version\":\"10\"|\"version\":\"99999999999999999999\"",
        "\"version\":\"10\"|\"version\":[\"10\"]",
        "\"version\":\"10\"|\"version\":\"10\",\"version\":\"10\"",
        "\"version\":\"10\"|\"version\":\"10\",\"versio\\u006e\":\"10\"",
        "\"version\":\"10\"|\"version\":\"10\",\"more\":\"\"",
        "\"version\":\"10\"|\"Version\":\"10\"",
        "\"version\":\"10\"|\"version\":\"10\",",
        "\"eA==\"|\"eA\"",
        "\"eA==\"|\"eA=\"",
        "\"eA==\"|\"eB==\"",
        "\"eA==\"|\"eA==\\n\"",
        "\"eA==\"|\" eA==\"",
        "\"eA==\"|\"-_-_\"",
        "\"eA==\"|\"====\"",
        "\"owner_keys\":[\"00|\"owner_keys\":[\"0A",
        "\"owner_keys\":[\"00|\"owner_keys\":[\"0g",
        "\"owner_keys\":[\"00|\"owner_keys\":[\"0",
        "\"owner_keys\":[\"00|\"owner_keys\":[\"00ab",
        "\"owner_keys\":[|\"owner_keys\":[[],",
        "\"owner_keys\":[|\"owner_keys\":[,",
        "\"previous_owner_keys\":[]|\"previous_owner_keys\":{}",
        "\"previous_owner_keys\":[]|\"previous_owner_keys\":null",
        "\"signature\":[]|\"signature\":\"\"",
        "\"signature\":[],|``",
      })
  void shouldRefuseWhenOneThingIsNotAsItMustBe(String there, String instead) {
    assertThat(GOOD).contains(there);
    assertThat(RecordForm.JSON.read(bytes(GOOD)).version()).isEqualTo(10);

    assertMalformed(bytes(GOOD.replace(there, instead)));
  }

  @Test
  void shouldRefuseWhenTheTextIsMoreThanTheRecord() {
    assertMalformed(bytes("\ufeff" + GOOD));
    assertMalformed(bytes(GOOD + GOOD));
    assertMalformed(bytes("[" + GOOD + "]"));
    assertMalformed(bytes("[".repeat(100_000)));
    assertMalformed("{\"\u00ff".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void shouldReadTheSameRecordWhenMembersAreSpacedAndEscaped() {
    String other =
        GOOD.replace(",", " ,\r\n\t")
            .replace(":", " : ")
            .replace("\"version\"", "\"versio\\u006E\"");

    assertThat(RecordForm.JSON.read(bytes(other))).isEqualTo(RecordForm.JSON.read(bytes(GOOD)));
  }

  @Test
  void shouldReadTheSameRecordWhenItStandsWithinALargerText() {
    byte[] request = bytes("{\"op\":\"put\",\"record\":" + GOOD + ",\"given\":null}");

    Json record = ((Json.Members) JsonReader.read(request, 3)).values().get("record");

    assertThat(RecordForm.read(Objects.requireNonNull(record)))
        .isEqualTo(RecordForm.JSON.read(bytes(GOOD)));
    assertThatThrownBy(() -> RecordForm.read(new Json.Null())).isInstanceOf(RecordException.class);
    assertThatThrownBy(() -> JsonReader.read(request, 2)).isInstanceOf(JsonException.class);
  }

  /** Against another reader and the rules written down a second time. */
  @Property(tries = 20_000)
  void shouldAgreeWithTheModelWhenATextIsBroken(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(GOOD);
    String pieces = "\"\\,:[]{}0123456789abcdefAF=+-/ \t\nuetrlsnx\u00e9";
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      char piece = pieces.charAt(random.nextInt(pieces.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, piece);
        case 1 -> text.insert(at, piece);
        default -> text.deleteCharAt(at);
      }
    }
    byte[] form = bytes(text.toString());

    assertThat(isRead(form)).as(text.toString()).isEqualTo(isRecord(form));
  }

  private static boolean isRead(byte[] form) {
    try {
      SignedRecord record = RecordForm.JSON.read(form);
      assertThat(RecordForm.JSON.read(record.toJson())).isEqualTo(record);
      return true;
    } catch (RecordException e) {
      assertThat(e.code()).isEqualTo(ResultCode.MALFORMED);
      return false;
    }
  }

  private static boolean isRecord(byte[] form) {
    try {
      // Jackson reads more than UTF-8.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(form)).toString();
      JsonNode json = STRICT.readTree(text);
      if (!json.isObject()) {
        return false;
      }
      Set<String> names = new TreeSet<>();
      json.fieldNames().forEachRemaining(names::add);
      return names.equals(NAMES)
          && isNumber(json.get("version"))
          && isNumber(json.get("tag_type"))
          && isHex(json.get("identifier"), 128)
          && areHex(json.get("owner_keys"), 64)
          && areHex(json.get("previous_owner_keys"), 64)
          && areHex(json.get("signature"), 128)
          && isData(json.get("data"));
    } catch (CharacterCodingException e) {
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isNumber(JsonNode node) {
    return node.isTextual()
        && node.asText().matches("0|[1-9][0-9]*")
        && new BigInteger(node.asText()).bitLength() <= 64;
  }

  private static boolean isHex(JsonNode node, int digits) {
    return node.isTextual() && node.asText().matches("[0-9a-f]{" + digits + "}");
  }

  private static boolean areHex(JsonNode list, int digits) {
    if (!list.isArray()) {
      return false;
    }
    for (JsonNode one : list) {
      if (!isHex(one, digits)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isData(JsonNode node) {
    if (!node.isTextual() || !node.asText().matches("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2,3}=*)?")) {
      return false;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(node.asText());
      return Base64.getEncoder().encodeToString(decoded).equals(node.asText());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertMalformed(byte[] form) {
    assertThatThrownBy(() -> RecordForm.JSON.read(form))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.code()).isEqualTo(ResultCode.MALFORMED));
  }
}
