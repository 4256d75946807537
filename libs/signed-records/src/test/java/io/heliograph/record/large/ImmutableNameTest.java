package io.heliograph.record.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class ImmutableNameTest {
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  @Test
  void shouldHashOnceMoreThanTheTagSays() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    byte[] name = ABC;
    for (int tag = 0; tag <= ImmutableName.TAG_MAX; tag++) {
      name = digest.digest(name);
      assertThat(ImmutableName.of(tag, ABC).toArray()).isEqualTo(name);
    }
    // The example of the standard (FIPS 180-4).
    assertThat(ImmutableName.of(0, ABC).hex())
        .startsWith("ddaf35a193617abacc417349ae204131")
        .endsWith("2a9ac94fa54ca49f");
  }

  @Test
  void shouldRefuseWhenTagOrValueIsOutOfBounds() {
    byte[] largest = new byte[ImmutableName.VALUE_BYTES_MAX];

    assertThat(ImmutableName.of(0, largest).length()).isEqualTo(64);
    assertThatThrownBy(() -> ImmutableName.of(0, new byte[largest.length + 1]))
        .hasMessageContaining("value");
    assertThatThrownBy(() -> ImmutableName.of(256, ABC)).hasMessageContaining("tag");
    assertThatThrownBy(() -> ImmutableName.of(-1, ABC)).hasMessageContaining("tag");
  }
}
