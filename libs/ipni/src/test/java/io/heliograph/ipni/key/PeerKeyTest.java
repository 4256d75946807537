package io.heliograph.ipni.key;

import static io.heliograph.ipni.Refusals.refusal;
import static io.heliograph.ipni.Vectors.hex;
import static io.heliograph.ipni.Vectors.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Refusals;
import io.heliograph.ipni.TestKeys;
import io.heliograph.ipni.Vectors;
import io.heliograph.ipni.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerKeyTest {
  private static final byte[] MESSAGE = "ipni".getBytes(StandardCharsets.UTF_8);
  private static final String ED25519 = "08011220";

  static Stream<JsonNode> ed25519Keys() {
    return Vectors.items("keys");
  }

  static Stream<JsonNode> otherKeys() {
    return Stream.of("otherKeys", "libp2pSpecKeys").flatMap(Vectors::items);
  }

  @ParameterizedTest
  @MethodSource("ed25519Keys")
  void shouldBeTheVectorsKeyWhenMadeOfItsSeed(JsonNode vector) {
    SigningKey key = SigningKey.ofSeed(hex(vector, "seedHex"));

    assertThat(key.publicKey().protobuf()).isEqualTo(hex(vector, "publicKeyProtobufHex"));
    assertThat(key.peerId()).hasToString(text(vector, "peerIdBase58"));
    assertThat(key.publicKey().verifies(MESSAGE, key.sign(MESSAGE))).isTrue();
    assertThat(key).hasToString("SigningKey[" + key.peerId() + "]");
  }

  @ParameterizedTest
  @MethodSource("otherKeys")
  void shouldVerifyTheSampleWhenTheJdkKnowsTheType(JsonNode vector) {
    byte[] protobuf =
        vector.has("publicKeyProtobufHex")
            ? hex(vector, "publicKeyProtobufHex")
            : Base64.getDecoder().decode(text(vector, "publicKeyProtobufBase64"));
    PeerKey key = PeerKey.parse(protobuf);

    assertThat(key.type().name()).isEqualToIgnoringCase(text(vector, "type"));
    assertThat(key.peerId()).hasToString(text(vector, "peerIdBase58"));
    if (vector.has("sampleSignatureDerHex")) {
      byte[] signature = hex(vector, "sampleSignatureDerHex");
      if (key.type() == KeyType.SECP256K1) {
        assertThat(refusal(() -> key.verifies(MESSAGE, signature)))
            .isEqualTo(Verdict.UNSUPPORTED_KEY_TYPE);
      } else {
        assertThat(key.verifies(MESSAGE, signature)).isTrue();
        assertThat(key.verifies(new byte[] {1}, signature)).isFalse();
      }
    }
  }

  @Test
  void shouldVerifyNothingElseWhenOneBitDiffers() {
    SigningKey key = TestKeys.key("A");
    byte[] signature = key.sign(MESSAGE);

    for (int bit = 0; bit < 8 * signature.length; bit++) {
      assertThat(key.publicKey().verifies(MESSAGE, Refusals.flipped(signature, bit))).isFalse();
    }
    assertThat(key.publicKey().verifies(MESSAGE, Arrays.copyOf(signature, 65))).isFalse();
    assertThat(key.publicKey().verifies(MESSAGE, new byte[0])).isFalse();
    assertThat(key.publicKey().verifies(MESSAGE, signature)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba29",
        "0801121f4cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba",
        "080112204cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba",
        "080112204cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba2900",
        "08041220" + "4cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba29",
        "0881001220" + "4cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba29",
        "12204cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba290801",
        "0802122104" + "4cb5abf6ad79fbf5abbccafcc269d85cd2651ed4b885b5869f241aedf0a5ba29",
        "08001203300000",
        "080312010a"
      })
  void shouldRefuseWhenTheProtobufHoldsNoKey(String hex) {
    assertThat(refusal(() -> PeerKey.parse(HexFormat.of().parseHex(hex))))
        .isEqualTo(Verdict.BAD_PUBKEY);
  }

  @Test
  void shouldRefuseWhenAPointHasSmallOrder() {
    for (byte[] point : SmallOrder.points()) {
      assertThatThrownBy(() -> PeerKey.parse(protobuf(point)))
          .as(HexFormat.of().formatHex(point))
          .hasMessageContaining("must not be a point of small order");
    }
    assertThat(SmallOrder.points()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // 2^255-19 and -18, with and without the sign; all bits; and a coordinate of no point
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000"
      })
  void shouldRefuseWhenAPointIsSpelledASecondTimeOrNone(String hex) {
    byte[] point = HexFormat.of().parseHex(hex);

    assertThat(refusal(() -> PeerKey.parse(protobuf(point)))).isEqualTo(Verdict.BAD_PUBKEY);
  }

  @Test
  void shouldRefuseWhenAKeyIsWeakOrOnAnotherCurve() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    ec.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
    p256.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] good = p256.generateKeyPair().getPublic().getEncoded();
    byte[] off = Refusals.flipped(good, 8 * good.length - 8);

    PeerKey.parse(protobuf(3, good));
    for (byte[] bad :
        new byte[][] {
          protobuf(0, encoded(rsa)), protobuf(3, encoded(ec)), protobuf(3, off), protobuf(0, good)
        }) {
      assertThat(refusal(() -> PeerKey.parse(bad))).isEqualTo(Verdict.BAD_PUBKEY);
    }
  }

  @Test
  void shouldThrowNothingElseWhenAKeyIsBroken() {
    long seed = 20261130;
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      JsonNode vector = Vectors.section("otherKeys").get(i % 3);
      byte[] protobuf =
          vector.has("publicKeyProtobufHex")
              ? hex(vector, "publicKeyProtobufHex")
              : Base64.getDecoder().decode(text(vector, "publicKeyProtobufBase64"));
      byte[] broken = Refusals.broken(protobuf, random);
      try {
        assertThat(PeerKey.parse(broken).protobuf()).isEqualTo(broken);
      } catch (IpniException e) {
        assertThat(e.verdict()).as("seed %d, %d", seed, i).isEqualTo(Verdict.BAD_PUBKEY);
      }
    }
  }

  @Test
  void shouldSignWithTheSameKeyWhenItComesFromTheJdk() throws Exception {
    SigningKey key = SigningKey.generate(new SecureRandom());
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    assertThat(key.publicKey().verifies(MESSAGE, key.sign(MESSAGE))).isTrue();
    assertThat(SigningKey.of(pair.getPrivate()).publicKey().protobuf())
        .endsWith(Arrays.copyOfRange(pair.getPublic().getEncoded(), 12, 44));
  }

  private static byte[] encoded(KeyPairGenerator generator) {
    PublicKey key = generator.generateKeyPair().getPublic();
    return key.getEncoded();
  }

  private static byte[] protobuf(byte[] ed25519) {
    return HexFormat.of().parseHex(ED25519 + HexFormat.of().formatHex(ed25519));
  }

  private static byte[] protobuf(int type, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(8);
    out.write(type);
    Protobuf.write(2, data, out);
    return out.toByteArray();
  }
}
