package io.heliograph.record.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.record.Bytes;
import io.heliograph.record.Sha512;
import io.heliograph.record.large.Chunks;
import io.heliograph.record.large.DataMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentKeyTest {
  private static final int TEN_MB = 10_000_000;

  private final Chunks chunks = new Chunks();
  private final KeyPair reader = pair();
  private final KeyPair other = pair();
  private final ContentKey key = ContentKey.generate(new SecureRandom());

  @Test
  void shouldMoveThreeChunksAtMostWhenAByteIsInserted() throws Exception {
    byte[] value = random(TEN_MB);
    DataMap before = encrypted(value, key);
    // The next version is made by whoever reads the key from the last one.
    ContentKey again = ContentKey.open(before, raw(reader), reader.getPrivate());

    DataMap after = encrypted(Chunks.inserted(value, TEN_MB / 2), again);

    assertThat(Chunks.moved(before, after)).isBetween(1, 3);
    assertThat(chunks.join(after, key)).isEqualTo(Chunks.inserted(value, TEN_MB / 2));
    // With a key of its own nothing is the same.
    DataMap foreign = encrypted(value, ContentKey.generate(new SecureRandom()));
    assertThat(Chunks.moved(before, foreign)).isEqualTo(foreign.chunks().size());
  }

  @Test
  void shouldOpenForEachRecipientWhenAValueIsShared() throws Exception {
    byte[] value = random(200_000);
    DataMap map =
        DataMap.read(
            chunks
                .split(value, key, List.of(key.wrapFor(raw(reader)), key.wrapFor(raw(other))))
                .toData());

    for (KeyPair pair : List.of(reader, other)) {
      ContentKey opened = ContentKey.open(map, raw(pair), pair.getPrivate());
      assertThat(chunks.join(map, opened)).isEqualTo(value);
    }
    KeyPair stranger = pair();
    assertThatThrownBy(() -> ContentKey.open(map, raw(stranger), stranger.getPrivate()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none has this key");
    assertThatThrownBy(() -> ContentKey.open(map, raw(reader), stranger.getPrivate()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not open");
  }

  @Test
  void shouldTellNothingOfTheContentsWhenAValueIsEncrypted() throws Exception {
    byte[] value = "a secret ".repeat(1000).getBytes(StandardCharsets.US_ASCII);

    DataMap map = encrypted(value, key);

    byte[] stored = chunks.get(map.chunks().getFirst().name());
    assertThat(stored).hasSize(value.length + 16);
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    String data = new String(map.toData().toArray(), StandardCharsets.US_ASCII);
    assertThat(data).contains("derivation").doesNotContain(Sha512.of(value).hex().substring(0, 64));
  }

  @Test
  void shouldRefuseWhenAnythingIsChanged() throws Exception {
    byte[] value = random(1000);
    DataMap map = encrypted(value, key);
    DataMap.Chunk chunk = map.chunks().getFirst();
    byte[] stored = chunks.get(chunk.name());
    byte[] flipped = stored.clone();
    flipped[7] ^= 1;
    DataMap.Chunk elsewhere = new DataMap.Chunk(chunk.name(), chunk.size(), Bytes.of(new byte[32]));

    assertThatThrownBy(() -> key.decode(flipped, chunk)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> key.decode(stored, elsewhere)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ContentKey.generate(new SecureRandom()).decode(stored, chunk))
        .isInstanceOf(IOException.class);
    assertThat(key.decode(stored, chunk)).isEqualTo(value);
  }

  /** As many chunks and recipients as are allowed fit into one record. */
  @Test
  void shouldFitIntoARecordWhenADataMapIsFull() {
    DataMap.WrappedKey wrapped = key.wrapFor(raw(reader));
    Bytes name = Sha512.of();
    DataMap full =
        new DataMap(
            Collections.nCopies(
                DataMap.ENCRYPTED_CHUNKS_MAX,
                new DataMap.Chunk(name, 1_048_560, Bytes.of(new byte[32]))),
            Collections.nCopies(DataMap.RECIPIENTS_MAX, wrapped));
    DataMap plain =
        new DataMap(
            Collections.nCopies(DataMap.CHUNKS_MAX, new DataMap.Chunk(name, 1_048_560, null)),
            List.of());

    for (DataMap map : List.of(full, plain)) {
      assertThat(map.toData().length()).isBetween(90_000, DataMap.BYTES_MAX);
      assertThat(DataMap.read(map.toData())).isEqualTo(map);
    }
  }

  @Test
  void shouldRefuseWhenARecipientIsNoKey() {
    assertThatThrownBy(() -> key.wrapFor(Bytes.of(new byte[31])))
        .isInstanceOf(IllegalArgumentException.class);
    // A point of small order: whatever is sent to it anybody could open.
    assertThatThrownBy(() -> key.wrapFor(Bytes.of(new byte[32])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private DataMap encrypted(byte[] value, ContentKey with) throws IOException {
    return chunks.split(value, with, List.of(with.wrapFor(raw(reader))));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(20261130).nextBytes(bytes);
    return bytes;
  }

  private static Bytes raw(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return Bytes.of(encoded, encoded.length - 32, encoded.length);
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("X25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
