package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHasherTest {

  static List<JsonNode> cases() throws IOException {
    try (InputStream file = ContentHasherTest.class.getResourceAsStream("identify.json")) {
      List<JsonNode> cases = new java.util.ArrayList<>();
      new ObjectMapper().readTree(file).get("cases").forEach(cases::add);
      return cases;
    }
  }

  static byte[] content(JsonNode golden) {
    return golden.has("text")
        ? golden.get("text").asText().getBytes(UTF_8)
        : Base64.getDecoder().decode(golden.get("base64").asText());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldGiveTheGoldenHashesWhenAContentIsHashed(JsonNode golden) {
    byte[] content = content(golden);

    ContentHashes hashes = hash(content, content.length);

    assertThat(hashes.sizeBytes()).isEqualTo(golden.get("size").asLong());
    assertThat(hashes.sha256()).isEqualTo(golden.get("sha256").asText());
    assertThat(hashes.md5()).isEqualTo(golden.get("md5").asText());
    if (golden.has("sha1")) {
      assertThat(hashes.sha1()).isEqualTo(golden.get("sha1").asText());
      assertThat(hashes.sha512()).isEqualTo(golden.get("sha512").asText());
      assertThat(hashes.tlsh()).isEqualTo(golden.get("tlsh").asText());
    } else if (content.length >= 256) {
      assertThat(hashes.tlsh())
          .isEqualTo("T1" + golden.get("tlsh_tool").asText().toLowerCase(Locale.ROOT));
    }
    if (golden.has("ssdeep_tool")) {
      assertThat(hashes.ssdeep())
          .isEqualTo(content.length < 4096 ? "" : golden.get("ssdeep_tool").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 1000})
  void shouldGiveTheSameHashesWhenTheBytesComeInChunks(int chunkBytes) {
    byte[] content = new byte[10_000];
    new Random(5).nextBytes(content);

    assertThat(hash(content, chunkBytes)).isEqualTo(hash(content, content.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 51, 4095, 4096})
  void shouldLeaveOutTheFuzzyHashesWhenTheContentIsTooSmall(int sizeBytes) {
    byte[] content = new byte[sizeBytes];
    new Random(7).nextBytes(content);

    ContentHashes hashes = hash(content, 512);

    assertThat(hashes.ssdeep().isEmpty()).isEqualTo(sizeBytes < 4096);
    assertThat(hashes.tlsh().isEmpty()).isEqualTo(sizeBytes <= 50);
  }

  @Test
  void shouldGiveNoTlshWhenTheContentHasTooLowAVariance() {
    assertThat(hash(new byte[5000], 5000).tlsh()).isEmpty();
    assertThat(hash("ab".repeat(3000).getBytes(UTF_8), 512).tlsh()).isEmpty();
  }

  @Test
  void shouldLeaveTheOtherHashesEmptyWhenOnlySha256IsWanted() {
    ContentHasher hasher = ContentHasher.sha256Only();
    hasher.update("hello".getBytes(UTF_8), 0, 5);

    assertThat(hasher.finish())
        .isEqualTo(
            new ContentHashes(
                5,
                "",
                "",
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                "",
                "",
                ""));
  }

  /** At once, never, later, and on another thread: the bytes are hashed once each. */
  @Test
  void shouldGiveTheSameHashesWhateverTheExecutorDoes() throws Exception {
    byte[] content = new byte[300_000];
    new Random(9).nextBytes(content);
    ContentHashes alone = hash(content, 20_000);
    List<Runnable> later = new ArrayList<>();
    Executor refusing =
        task -> {
          throw new RejectedExecutionException("no thread is free");
        };

    assertThat(hash(content, 20_000, ContentHasher.all(Runnable::run))).isEqualTo(alone);
    assertThat(hash(content, 20_000, ContentHasher.all(refusing))).isEqualTo(alone);
    assertThat(hash(content, 20_000, ContentHasher.all(later::add))).isEqualTo(alone);
    assertThat(later).hasSize(30).allSatisfy(task -> task.run());
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      assertThat(hash(content, 20_000, ContentHasher.all(threads))).isEqualTo(alone);
      Thread.currentThread().interrupt();
      assertThat(hash(content, 20_000, ContentHasher.all(threads))).isEqualTo(alone);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static ContentHashes hash(byte[] content, int chunkBytes) {
    return hash(content, chunkBytes, ContentHasher.all());
  }

  private static ContentHashes hash(byte[] content, int chunkBytes, ContentHasher hasher) {
    for (int at = 0; at < content.length; at += chunkBytes) {
      hasher.update(content, at, Math.min(chunkBytes, content.length - at));
    }
    return hasher.finish();
  }
}
