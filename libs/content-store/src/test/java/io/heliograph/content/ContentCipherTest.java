package io.heliograph.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCipherTest {
  private static final int SEGMENT = 64 * 1024;

  @TempDir private Path folder;

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return key;
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private Path sealed(ContentCipher cipher, byte[] bytes) throws IOException {
    Path file = folder.resolve("sealed-" + bytes.length);
    UploadFile upload =
        UploadFile.open(
            file, Optional.of(cipher), io.heliograph.identify.ContentHasher.sha256Only());
    upload.write(bytes);
    upload.finish();
    return file;
  }

  private static byte[] all(SeekableByteChannel channel, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    assertThat(bytes.hasRemaining()).isFalse();
    return bytes.array();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 15, 16, 17, SEGMENT - 65, SEGMENT - 64, SEGMENT - 63, 2 * SEGMENT - 80, 300_000})
  void shouldKnowTheSizeOfTheContentFromThatOfTheObject(int size) throws IOException {
    Path file = sealed(new ContentCipher(Map.of(1, key(1)), 1), content(size));

    assertThat(ContentCipher.contentBytes(Files.size(file))).isEqualTo(size);
  }

  @Test
  void shouldHideTheContentAndGiveItBack() throws IOException {
    ContentCipher cipher = new ContentCipher(Map.of(1, key(1)), 1);
    byte[] zeros = new byte[200_000];
    Path file = sealed(cipher, zeros);

    byte[] stored = Files.readAllBytes(file);
    assertThat(Arrays.copyOfRange(stored, 100, 200)).isNotEqualTo(new byte[100]);
    try (FileChannel channel = FileChannel.open(file)) {
      assertThat(all(cipher.unsealing(channel), zeros.length)).isEqualTo(zeros);
    }
  }

  @Test
  void shouldOpenWhatAnOlderKeySealed() throws IOException {
    byte[] bytes = content(1000);
    Path file = sealed(new ContentCipher(Map.of(1, key(1)), 1), bytes);

    ContentCipher rotated = new ContentCipher(Map.of(1, key(1), 2, key(2)), 2);
    ContentCipher withoutOld = new ContentCipher(Map.of(2, key(2)), 2);

    try (FileChannel channel = FileChannel.open(file)) {
      assertThat(all(rotated.unsealing(channel), 1000)).isEqualTo(bytes);
      assertThatThrownBy(() -> withoutOld.unsealing(channel))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no content key 1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 20, 60, 100_000})
  void shouldRefuseWhatWasChanged(int at) throws IOException {
    ContentCipher cipher = new ContentCipher(Map.of(1, key(1), 257, key(1)), 1);
    Path file = sealed(cipher, content(150_000));
    byte[] stored = Files.readAllBytes(file);
    stored[at] ^= 1;
    Files.write(file, stored);

    assertThatThrownBy(
            () -> {
              try (FileChannel channel = FileChannel.open(file)) {
                all(cipher.unsealing(channel), 150_000);
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldRefuseWhatWasCutOff() throws IOException {
    ContentCipher cipher = new ContentCipher(Map.of(1, key(1)), 1);
    Path file = sealed(cipher, content(2 * SEGMENT));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(SEGMENT);
    }

    assertThatThrownBy(
            () -> {
              try (FileChannel channel = FileChannel.open(file)) {
                all(cipher.unsealing(channel), 1000);
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldRefuseKeysThatAreNone() {
    assertThatThrownBy(() -> new ContentCipher(Map.of(1, new byte[16]), 1))
        .hasMessageContaining("content key 1 has 16 bytes");
    assertThatThrownBy(() -> new ContentCipher(Map.of(1, key(1)), 2))
        .hasMessageContaining("no content key 2");
  }
}
