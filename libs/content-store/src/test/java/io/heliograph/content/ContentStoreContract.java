package io.heliograph.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.content.ContentStore.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every backend does alike; each has a subclass. */
abstract class ContentStoreContract {
  /** The backend under test, empty. */
  abstract ContentStore store();

  /** Where files wait before they are put. */
  abstract UploadDirectory directory();

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  static StoredName name(String source, byte[] bytes) throws Exception {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return new StoredName(new ContentName(source, "content", sha256), false);
  }

  Path written(byte[] bytes) throws IOException {
    return Files.write(directory().next(), bytes);
  }

  StoredName put(String source, byte[] bytes) throws Exception {
    StoredName name = name(source, bytes);
    get(store().put(written(bytes), name));
    return name;
  }

  private static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void shouldFindNothingWhenNothingWasPut() throws Exception {
    StoredName name = name("testing", new byte[] {1});

    assertThat(get(store().find(name))).isEmpty();
    assertThat(get(store().delete(name, Instant.MAX))).isFalse();
    assertThat(get(store().copy(name, name("samples", new byte[] {1})))).isFalse();
    assertThat(get(store().expire("testing", Instant.MAX))).isZero();
  }

  @Test
  void shouldGiveBackWhatWasPutAndTakeTheFile() throws Exception {
    byte[] bytes = "kept".getBytes(UTF_8);
    StoredName name = name("testing", bytes);
    Path file = written(bytes);

    get(store().put(file, name));

    assertThat(file).doesNotExist();
    Found found = get(store().find(name)).orElseThrow();
    assertThat(found.sizeBytes()).isEqualTo(4);
    assertThat(found.modified())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
    assertThat(get(store().read(name, 1, 2))).isEqualTo("ep".getBytes(UTF_8));
    assertThat(get(store().find(new StoredName(name.content(), true)))).isEmpty();
  }

  @Test
  void shouldReadAnyStretchOfAnObjectOfSeveralParts() throws Exception {
    byte[] bytes = random(13_000_001, 3);
    StoredName name = put("testing", bytes);
    Random random = new Random(4);

    assertThat(get(store().find(name)).orElseThrow().sizeBytes()).isEqualTo(bytes.length);
    for (int round = 0; round < 20; round++) {
      int offset = random.nextInt(bytes.length);
      int length = 1 + random.nextInt(Math.min(1 << 20, bytes.length - offset));
      assertThat(get(store().read(name, offset, length)))
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }

  @Test
  void shouldFailWhenItReadsWhatIsNotThere() throws Exception {
    StoredName absent = name("testing", random(9, 9));

    assertThat(store().read(absent, 0, 1)).failsWithin(Duration.ofSeconds(30));
  }

  @Test
  void shouldKeepOneObjectAndTakeTheFileWhenPutTwice() throws Exception {
    byte[] bytes = random(1000, 5);
    StoredName name = put("testing", bytes);
    Path again = written(bytes);

    get(store().put(again, name));

    assertThat(again).doesNotExist();
    assertThat(get(store().read(name, 0, 1000))).isEqualTo(bytes);
  }

  @Test
  void shouldDeleteOnlyWhatIsOlder() throws Exception {
    StoredName name = put("testing", random(10, 6));
    Instant modified = get(store().find(name)).orElseThrow().modified();

    assertThat(get(store().delete(name, modified))).isFalse();
    assertThat(get(store().find(name))).isPresent();
    assertThat(get(store().delete(name, modified.plusSeconds(1)))).isTrue();
    assertThat(get(store().find(name))).isEmpty();
  }

  @Test
  void shouldCopyToAnotherSourceAndOutliveTheOrigin() throws Exception {
    byte[] bytes = random(2000, 7);
    StoredName origin = put("testing", bytes);
    StoredName copy = name("samples", bytes);

    assertThat(get(store().copy(origin, copy))).isTrue();
    get(store().delete(origin, Instant.MAX));

    assertThat(get(store().read(copy, 0, 2000))).isEqualTo(bytes);
  }

  @Test
  void shouldExpireOneSourceOnly() throws Exception {
    StoredName old = put("testing", random(10, 8));
    StoredName other = put("samples", random(10, 8));
    Instant later = Instant.now().plusSeconds(60);

    assertThat(get(store().expire("testing", Instant.now().minusSeconds(3600)))).isZero();
    assertThat(get(store().expire("testing", later))).isEqualTo(1);

    assertThat(get(store().find(old))).isEmpty();
    assertThat(get(store().find(other))).isPresent();
  }

  @Test
  void shouldBeYoungAgainWhenPutAgain() throws Exception {
    byte[] bytes = random(500, 11);
    StoredName name = put("testing", bytes);
    Instant first = get(store().find(name)).orElseThrow().modified();
    // S3 counts in seconds.
    org.awaitility.Awaitility.await().until(() -> Instant.now().isAfter(first.plusMillis(1100)));

    get(store().put(written(bytes), name));

    assertThat(get(store().find(name)).orElseThrow().modified()).isAfter(first);
    assertThat(get(store().expire("testing", first.plusMillis(1)))).isZero();
  }

  @Test
  void shouldMakeACopyThatIsAsOldAsTheCopying() throws Exception {
    byte[] bytes = random(500, 12);
    StoredName origin = put("testing", bytes);
    Instant first = get(store().find(origin)).orElseThrow().modified();
    org.awaitility.Awaitility.await().until(() -> Instant.now().isAfter(first.plusMillis(1100)));
    StoredName copy = name("samples", bytes);

    get(store().copy(origin, copy));

    assertThat(get(store().find(copy)).orElseThrow().modified()).isAfter(first);
    assertThat(get(store().find(origin)).orElseThrow().modified()).isEqualTo(first);
  }
}
