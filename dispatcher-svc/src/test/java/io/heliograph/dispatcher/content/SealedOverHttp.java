package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same with sealing on, and what only sealed contents can do. */
abstract class SealedOverHttp extends ContentOverHttp {
  SealedOverHttp(Backend backend) {
    super(backend, List.of(key(1), active(1)));
  }

  private static String key(int number) {
    byte[] key = new byte[32];
    new Random(number).nextBytes(key);
    return "hub.content.encryption.keys." + number + "=" + Base64.getEncoder().encodeToString(key);
  }

  private static String active(int number) {
    return "hub.content.encryption.key=" + number;
  }

  /** The bytes of an object as they lie in the backend. */
  abstract byte[] raw(String object) throws Exception;

  private String objectOf(String sha256) throws Exception {
    return backend.objects(hub.data()).stream()
        .filter(name -> name.contains(sha256))
        .reduce((first, second) -> first + " and " + second)
        .orElseThrow();
  }

  @Test
  void shouldReadWhatOldKeysSealedWhenTheKeyWasRotated() throws Exception {
    byte[] old = new byte[2_500_000];
    String sealedByOne = client.stored("samples", old);
    byte[] stored = raw(objectOf(sealedByOne));

    hub.close();
    hub.with(key(2)).with(active(2)).start().awaitAnswering();
    byte[] content = random(100_000, 20);
    String sealedByTwo = client.stored("samples", content);

    assertThat(Arrays.copyOf(stored, 8)).containsExactly('H', 'G', 'S', '1', 0, 0, 0, 1);
    assertThat(Arrays.copyOfRange(stored, 1000, 2000)).isNotEqualTo(new byte[1000]);
    assertThat(objectOf(sealedByOne)).endsWith(sealedByOne + ".sealed");
    assertThat(Arrays.copyOf(raw(objectOf(sealedByTwo)), 8))
        .containsExactly('H', 'G', 'S', '1', 0, 0, 0, 2);
    assertThat(client.get("samples", sealedByOne).body()).isEqualTo(old);
    assertThat(client.range("samples", sealedByOne, "bytes=1048575-1048577").body())
        .isEqualTo(new byte[3]);
    assertThat(client.get("samples", sealedByTwo).body()).isEqualTo(content);
  }
}
