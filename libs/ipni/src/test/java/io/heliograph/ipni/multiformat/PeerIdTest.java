package io.heliograph.ipni.multiformat;

import static io.heliograph.ipni.Vectors.hex;
import static io.heliograph.ipni.Vectors.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Vectors;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerIdTest {
  static Stream<JsonNode> texts() {
    return Vectors.items("peerIdText");
  }

  static Stream<JsonNode> keys() {
    return Stream.of("keys", "otherKeys", "libp2pSpecKeys").flatMap(Vectors::items);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void shouldReadOrRefuseWhenATextIsParsed(JsonNode vector) {
    String text = text(vector, "text");

    if (vector.get("valid").asBoolean()) {
      PeerId peer = PeerId.parse(text);
      assertThat(peer).hasToString(text(vector, "canonicalText"));
      assertThat(peer.multihash()).isEqualTo(hex(vector, "multihashHex"));
      assertThat(peer).isEqualTo(new PeerId(peer.multihash())).isEqualByComparingTo(peer);
    } else {
      assertThatThrownBy(() -> PeerId.parse(text)).isInstanceOf(IpniException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void shouldBeTheVectorsIdWhenMadeOfAKey(JsonNode vector) {
    byte[] protobuf =
        vector.has("publicKeyProtobufHex")
            ? hex(vector, "publicKeyProtobufHex")
            : Base64.getDecoder().decode(text(vector, "publicKeyProtobufBase64"));

    PeerId peer = PeerId.ofKey(protobuf);

    assertThat(peer).hasToString(text(vector, "peerIdBase58"));
    assertThat(peer.embeddedKey().isPresent()).isEqualTo(protobuf.length <= 42);
    peer.embeddedKey().ifPresent(key -> assertThat(key).isEqualTo(protobuf));
    for (String spelling : List.of("peerIdBase58", "peerIdCidBase36", "peerIdCidBase32")) {
      if (vector.has(spelling)) {
        assertThat(PeerId.parse(text(vector, spelling))).isEqualTo(peer);
      }
    }
  }

  @Test
  void shouldRefuseWhenAnIdentityHoldsNoKey() {
    // given: a key of type 4, a key with 31 bytes, an identity of nothing
    for (String hex :
        List.of(
            "0024080412204cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba29",
            "00230801121f4cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba",
            "0000")) {
      byte[] multihash = HexFormat.of().parseHex(hex);

      assertThatThrownBy(() -> new PeerId(multihash))
          .isInstanceOf(IpniException.class)
          .hasMessageContaining("peer id must be a whole SHA-256");
    }
  }
}
