package io.heliograph.record.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HpkeTest {
  /** Of the vectors that belong to RFC 9180: mode 0, KEM 32, KDF 1, AEAD 2, the first message. */
  @Test
  void shouldOpenTheStandardsVector() throws Exception {
    PrivateKey key =
        KeyFactory.getInstance("X25519")
            .generatePrivate(
                new XECPrivateKeySpec(
                    NamedParameterSpec.X25519,
                    hex("497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d")));

    byte[] plain =
        Hpke.open(
            key,
            hex("4f6465206f6e2061204772656369616e2055726e"),
            hex("436f756e742d30"),
            hex("6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256"),
            hex(
                "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a"));

    assertThat(new String(plain, StandardCharsets.US_ASCII))
        .isEqualTo("Beauty is truth, truth beauty");
  }

  @Test
  void shouldOpenWhatItSealed() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    byte[] info = {1};
    byte[] associated = {2, 3};
    byte[] plain = {4, 5, 6};

    byte[] sealed = Hpke.seal(pair.getPublic(), info, associated, plain);

    assertThat(
            Hpke.open(
                pair.getPrivate(),
                info,
                associated,
                Arrays.copyOf(sealed, Hpke.ENCAPSULATED_LENGTH),
                Arrays.copyOfRange(sealed, Hpke.ENCAPSULATED_LENGTH, sealed.length)))
        .isEqualTo(plain);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
