package io.heliograph.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.content.ContentMeter.Operation;
import io.heliograph.identify.ContentHasher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedContentStoreTest {
  private static final ContentCipher SEAL = new ContentCipher(Map.of(7, new byte[32]), 7);

  @TempDir private Path root;

  private final ContentThreads threads = new ContentThreads("test-", 2, 100);
  private final CountingMeter meter = new CountingMeter();
  private UploadDirectory directory;
  private ContentStore store;

  @BeforeEach
  void open() throws Exception {
    directory = UploadDirectory.open(root);
    store = new LocalContentStore(root, directory, threads, InstantSource.system());
  }

  @AfterEach
  void close() throws Exception {
    directory.close();
    threads.close();
  }

  private EncryptedContentStore contents(Optional<ContentCipher> cipher, long cacheBytes) {
    return new EncryptedContentStore(
        store,
        directory,
        cipher,
        threads,
        new EncryptedContentStore.Limits(cacheBytes, 1, Duration.ZERO),
        new Random(1),
        meter);
  }

  private ContentName put(EncryptedContentStore contents, byte[] bytes) throws Exception {
    UploadFile upload = contents.newUpload(ContentHasher.sha256Only());
    upload.write(bytes);
    ContentName name = new ContentName("testing", "content", upload.finish().sha256());
    ContentStoreContract.get(contents.put(upload, name));
    return name;
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void shouldReadAnyRangeOfASealedContent() throws Exception {
    EncryptedContentStore contents = contents(Optional.of(SEAL), 3 << 20);
    byte[] bytes = content(3_333_333);
    ContentLocation found =
        ContentStoreContract.get(contents.find(put(contents, bytes))).orElseThrow();
    assertThat(found.sizeBytes()).isEqualTo(bytes.length);
    assertThat(contents.file(found)).isEmpty();
    Random random = new Random(1);

    for (int round = 0; round < 50; round++) {
      int first = random.nextInt(bytes.length);
      int last = first + random.nextInt(bytes.length - first);
      assertThat(range(contents, found, first, last))
          .isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
    }
  }

  private static byte[] range(
      EncryptedContentStore contents, ContentLocation found, int first, int last) {
    byte[] all = new byte[last - first + 1];
    int at = first;
    while (at <= last) {
      byte[] part = ContentStoreContract.get(contents.read(found, at, last));
      assertThat(part).isNotEmpty();
      System.arraycopy(part, 0, all, at - first, part.length);
      at += part.length;
    }
    return all;
  }

  @Test
  void shouldStillServePlainContentsWhenSealingWasSwitchedOn() throws Exception {
    ContentName plain = put(contents(Optional.empty(), 0), content(100));
    EncryptedContentStore sealing = contents(Optional.of(SEAL), 0);

    ContentLocation found = ContentStoreContract.get(sealing.find(plain)).orElseThrow();

    assertThat(found.name().sealed()).isFalse();
    assertThat(range(sealing, found, 0, 99)).isEqualTo(content(100));
  }

  @Test
  void shouldDeleteBothFormsAndCopyTheOneThatIsThere() throws Exception {
    ContentName name = put(contents(Optional.empty(), 0), content(100));
    EncryptedContentStore sealing = contents(Optional.of(SEAL), 0);
    put(sealing, content(100));
    ContentName copy = new ContentName("samples", "content", name.sha256());

    assertThat(ContentStoreContract.get(sealing.copy(name, copy))).isTrue();
    assertThat(ContentStoreContract.get(sealing.delete(name, Instant.MAX))).isTrue();

    assertThat(ContentStoreContract.get(sealing.find(name))).isEmpty();
    ContentLocation found = ContentStoreContract.get(sealing.find(copy)).orElseThrow();
    assertThat(found.name().sealed()).isTrue();
    assertThat(range(sealing, found, 0, 99)).isEqualTo(content(100));
  }

  @Test
  void shouldReadFromTheCacheButNeverWhatIsGone() throws Exception {
    EncryptedContentStore contents = contents(Optional.empty(), 1 << 20);
    ContentName name = put(contents, content(5000));
    ContentLocation found = ContentStoreContract.get(contents.find(name)).orElseThrow();
    range(contents, found, 0, 4999);
    Files.write(store.file(found.name()).orElseThrow(), new byte[5000]);

    assertThat(range(contents, found, 0, 4999)).isEqualTo(content(5000));
    assertThat(meter.lookups).containsExactly(false, true);
    assertThat(meter.ended)
        .containsExactly(
            Operation.PUT,
            Operation.EXISTS,
            Operation.FETCH,
            Operation.CACHE_FETCH_MISS,
            Operation.CACHE_FETCH);

    ContentStoreContract.get(contents.delete(name, Instant.MAX));
    assertThat(ContentStoreContract.get(contents.find(name))).isEmpty();
  }

  @Test
  void shouldKeepTheCacheBelowItsBoundAndApartBySource() {
    BlockCache cache = new BlockCache(100);
    StoredName one = new StoredName(new ContentName("testing", "content", "a"), false);
    StoredName other = new StoredName(new ContentName("samples", "content", "a"), false);

    for (int at = 0; at < 50; at++) {
      cache.put(one, at, new byte[10]);
      assertThat(cache.bytes()).isLessThanOrEqualTo(100);
    }
    cache.put(one, 99, new byte[101]);

    assertThat(cache.find(one, 49)).isPresent();
    assertThat(cache.find(one, 0)).isEmpty();
    assertThat(cache.find(one, 99)).isEmpty();
    assertThat(cache.find(other, 49)).isEmpty();
  }
}
