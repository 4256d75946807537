package io.heliograph.ipni.multiformat;

import static io.heliograph.ipni.Vectors.hex;
import static io.heliograph.ipni.Vectors.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Vectors;
import io.heliograph.ipni.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidTest {
  private static final String EMPTY_MAP =
      "baguqeeraiqjw7i2vwntyuekgvulpp2det2kpwt6cd7tx5ayqybqpmhfk76fa";

  static Stream<JsonNode> cids() {
    return Vectors.items("cids");
  }

  static Stream<JsonNode> requests() {
    return Vectors.items("cidRequests");
  }

  @ParameterizedTest
  @MethodSource("cids")
  void shouldReadEachSpellingOfAVectorWhenParsed(JsonNode vector) {
    Cid cid = new Cid(hex(vector, "cidBytesHex"));

    assertThat(cid).hasToString(text(vector, "cid"));
    for (String spelling : List.of("cid", "cidBase36", "cidBase58")) {
      if (vector.has(spelling)) {
        assertThat(Cid.parse(text(vector, spelling))).isEqualTo(cid).hasSameHashCodeAs(cid);
      }
    }
    if (vector.has("bodyHex")) {
      Codec codec =
          Arrays.stream(Codec.values())
              .filter(one -> one.code() == Long.decode(text(vector, "codec")))
              .findFirst()
              .orElseThrow();
      assertThat(Cid.of(codec, hex(vector, "bodyHex"))).isEqualTo(cid);
      assertThat(cid.is(codec)).isTrue();
      assertThat(cid.isServable()).isTrue();
      assertThat(cid.isSnapshotId()).isEqualTo(codec != Codec.RAW);
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void shouldRefuseAsTheVectorSaysWhenRequested(JsonNode vector) {
    String path = text(vector, "path");

    if (vector.get("status").asText().equals("400")) {
      IpniException refused = catchThrowableOfType(IpniException.class, () -> Cid.parse(path));
      assertThat(refused.verdict()).isEqualTo(Verdict.MALFORMED);
    } else {
      assertThat(Cid.parse(path).isServable()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("cids")
  void shouldBeTheSameBlockWhenWrittenInAnyBase(JsonNode vector) {
    Cid cid = new Cid(hex(vector, "cidBytesHex"));

    for (Multibase base : Multibase.values()) {
      if (cid.version() == 1) {
        assertThat(Cid.parse(base.encode(cid.bytes()))).as(base.name()).isEqualTo(cid);
      } else {
        assertThatThrownBy(() -> Cid.parse(base.encode(cid.bytes())))
            .isInstanceOf(IpniException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baguqeeraiqjw7i2vwntyuekgvulpp2det2kpwt6cd7tx5ayqybqpmhfk76fb", // bits beyond the end
        "Baguqeeraiqjw7i2vwntyuekgvulpp2det2kpwt6cd7tx5ayqybqpmhfk76fa", // the other case
        "baguqeeraiqjw7i2vwntyuekgvulpp2det2kpwt6cd7tx5ayqybqpmhfk76fa======",
        " baguqeeraiqjw7i2vwntyuekgvulpp2det2kpwt6cd7tx5ayqybqpmhfk76fa",
        "aguqeeraiqjw7i2vwntyuekgvulpp2det2kpwt6cd7tx5ayqybqpmhfk76fa",
        "QmaV5GjRci4F5Fdu2pSqpfh51ekS6TTqRGMJ2reczFRMXJJ",
        "f02551220b474a99a2705e23cf905a484ec6d14ef58b56bbe62e9292783466ec363b5072d", // version 2
        "f0181005500", // a codec in more bytes than it needs
        "f01551221b474a99a2705e23cf905a484ec6d14ef58b56bbe62e9292783466ec363b5072d00", // 33 bytes
        "f015512",
        "f01",
        "f",
        "z",
        "\u00e9",
      })
  void shouldRefuseATextWhenItIsNotStrict(String text) {
    assertThatThrownBy(() -> Cid.parse(text)).isInstanceOf(IpniException.class);
  }

  @Test
  void shouldNameRuleAndBeginningWhenATextIsRefused() {
    assertThatThrownBy(() -> Cid.parse("x" + "y".repeat(300) + "\n"))
        .hasMessageStartingWith("CID must begin with the letter of a multibase, not 'xyyy")
        .hasMessageEndingWith("...'");
  }

  @Test
  void shouldLeaveWhatFollowsWhenTheFirstCidIsRead() {
    byte[] bytes = Arrays.copyOf(Cid.parse(EMPTY_MAP).bytes(), 60);

    assertThat(Cid.first(bytes)).hasToString(EMPTY_MAP);
  }

  @Test
  void shouldNotServeWhenHashOrCodecIsForeign() {
    // given BLAKE2b, a cut SHA-256, version 0, an identity, and a codec that nobody knows
    for (String text :
        List.of(
            "bafy2bzacedqhptd3zimn4s343zeo7kh3db5u6qhhkmj4c4cj3bb6qmx4hpoaa",
            "bafkreehdwdcefgh4dqkjv67uzcmw7oje",
            "QmaV5GjRci4F5Fdu2pSqpfh51ekS6TTqRGMJ2reczFRMXJ",
            "f0155000466697368",
            "f01f8011220b474a99a2705e23cf905a484ec6d14ef58b56bbe62e9292783466ec363b5072d")) {
      assertThat(Cid.parse(text).isServable()).as(text).isFalse();
    }
  }

  @Test
  void shouldKeepItsBytesWhenCallersChangeTheirs() {
    byte[] bytes = Cid.parse(EMPTY_MAP).bytes();
    Cid cid = new Cid(bytes);

    bytes[20]++;
    cid.bytes()[20]++;

    assertThat(cid).hasToString(EMPTY_MAP);
  }
}
