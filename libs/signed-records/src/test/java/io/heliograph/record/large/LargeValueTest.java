package io.heliograph.record.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.record.Bytes;
import io.heliograph.record.Sha512;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LargeValueTest {
  private static final int TEN_MB = 10_000_000;

  private final Chunks chunks = new Chunks();

  /** Contents of the kinds that are shared. */
  enum Contents {
    RANDOM {
      @Override
      byte[] of(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
      }
    },
    LINES {
      @Override
      byte[] of(int length) {
        Random random = new Random(2);
        StringBuilder lines = new StringBuilder(length + 100);
        while (lines.length() < length) {
          lines.append("{\"ip\":\"").append(random.nextInt(256)).append('.');
          lines.append(random.nextInt(256)).append("\",\"score\":1}\n");
        }
        return Arrays.copyOf(lines.toString().getBytes(StandardCharsets.US_ASCII), length);
      }
    },
    REPEATED {
      @Override
      byte[] of(int length) {
        byte[] line =
            "the same line again and again, and nothing else\n".getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
          bytes[i] = line[i % line.length];
        }
        return bytes;
      }
    },
    ZEROS {
      @Override
      byte[] of(int length) {
        return new byte[length];
      }
    };

    abstract byte[] of(int length);
  }

  @ParameterizedTest
  @EnumSource(Contents.class)
  void shouldMoveThreeChunksAtMostWhenAByteIsInserted(Contents contents) throws Exception {
    byte[] value = contents.of(TEN_MB);
    DataMap before = chunks.split(value, ChunkCodec.PLAIN, List.of());
    for (int at : List.of(0, 1, 100_000, 5_000_000, TEN_MB - 1, TEN_MB)) {
      DataMap after = chunks.split(Chunks.inserted(value, at), ChunkCodec.PLAIN, List.of());
      assertThat(Chunks.moved(before, after)).as("inserted at %d", at).isBetween(1, 3);
      assertThat(after.size()).isEqualTo(TEN_MB + 1);
    }
  }

  @Test
  void shouldHaveChunksOfTheWantedSizesWhenContentsAreRandom() throws Exception {
    DataMap map = chunks.split(Contents.RANDOM.of(4 * TEN_MB), ChunkCodec.PLAIN, List.of());

    List<DataMap.Chunk> whole = map.chunks().subList(0, map.chunks().size() - 1);
    assertThat(whole).allSatisfy(chunk -> assertThat(chunk.size()).isBetween(65_536, 1_048_560));
    assertThat(4 * TEN_MB / map.chunks().size()).isBetween(200_000, 320_000);
  }

  /**
   * Another cut would move every large value of everybody once. The sizes were computed by a second
   * program from the rule in words.
   */
  @Test
  void shouldBeCutHereWhenContentsAreThese() throws Exception {
    ByteBuffer digests = ByteBuffer.allocate(3_000_000);
    for (int i = 0; digests.hasRemaining(); i++) {
      digests.put(Sha512.of(ByteBuffer.allocate(4).putInt(i).array()).toArray());
    }

    assertThat(sizes(digests.array()))
        .isEqualTo(
            List.of(
                264_783, 156_573, 349_172, 356_815, 303_737, 166_278, 135_185, 99_359, 83_035,
                165_059, 405_738, 123_718, 157_386, 233_162));
    assertThat(sizes(Contents.ZEROS.of(3_000_000)))
        .isEqualTo(List.of(1_048_560, 1_048_560, 902_880));
    assertThat(sizes(Contents.REPEATED.of(3_000_000)))
        .isEqualTo(List.of(1_048_523, 1_048_560, 902_917));
  }

  private List<Integer> sizes(byte[] value) throws IOException {
    return chunks.split(value, ChunkCodec.PLAIN, List.of()).chunks().stream()
        .map(DataMap.Chunk::size)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_048_559, 1_048_560, 1_048_561, 3_000_000})
  void shouldBeTheSameWhenSplitAndJoined(int length) throws Exception {
    for (Contents contents : Contents.values()) {
      byte[] value = contents.of(length);

      DataMap map = DataMap.read(chunks.split(value, ChunkCodec.PLAIN, List.of()).toData());

      assertThat(map.size()).isEqualTo(length);
      assertThat(chunks.join(map, ChunkCodec.PLAIN)).isEqualTo(value);
    }
  }

  /** A hundred megabytes pass through without being held. */
  @Test
  void shouldHoldOneChunkOnlyWhenAValueIsSplit() throws Exception {
    long[] largest = {0};
    DataMap map =
        LargeValue.split(
            endless(10 * TEN_MB),
            ChunkCodec.PLAIN,
            List.of(),
            (name, value) -> largest[0] = Math.max(largest[0], value.length));

    assertThat(map.size()).isEqualTo(10 * TEN_MB);
    assertThat(largest[0]).isLessThanOrEqualTo(1_048_560);
  }

  @Test
  void shouldRefuseWhenAChunkIsAnother() throws Exception {
    byte[] value = Contents.RANDOM.of(500_000);
    DataMap map = chunks.split(value, ChunkCodec.PLAIN, List.of());
    Bytes name = map.chunks().getLast().name();
    byte[] good = chunks.get(name);
    byte[] bad = good.clone();
    bad[0] ^= 1;

    chunks.replace(name, bad);
    assertThatThrownBy(() -> chunks.join(map, ChunkCodec.PLAIN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other bytes");
    chunks.replace(name, good);
    assertThat(chunks.join(map, ChunkCodec.PLAIN)).isEqualTo(value);
  }

  @Test
  void shouldRefuseWhenADataMapIsMadeUp() throws Exception {
    DataMap map = chunks.split(Contents.RANDOM.of(100), ChunkCodec.PLAIN, List.of());
    String text = new String(map.toData().toArray(), StandardCharsets.UTF_8);

    assertThat(text)
        .isEqualTo(
            "{\"chunks\":[{\"name\":\""
                + Sha512.of(Contents.RANDOM.of(100)).hex()
                + "\",\"size\":100}],\"size\":100}");
    assertThat(DataMap.read(data(text))).isEqualTo(map);
    for (String bad :
        List.of(
            "[]",
            "{}",
            text.replace("\"size\":100}]", "\"size\":0}]"),
            text.replace("\"size\":100}]", "\"size\":1048561}]"),
            text.replace("\"size\":100}]", "\"size\":4294967396}]"),
            text.replace("],\"size\":100}", "],\"size\":101}"),
            text.replace("\"name\":\"", "\"name\":\"00"),
            text.replace("\"size\":100}]", "\"size\":100,\"derivation\":\"00\"}]"),
            text.replace("{\"chunks\"", "{\"recipients\":[{}],\"chunks\""))) {
      assertThat(bad).isNotEqualTo(text);
      assertThatThrownBy(() -> DataMap.read(data(bad)))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldStoreNoMoreWhenADataMapIsFull() {
    int[] stored = {0};

    assertThatThrownBy(
            () ->
                LargeValue.split(
                    endless(30L * TEN_MB),
                    ChunkCodec.PLAIN,
                    List.of(),
                    (name, value) -> stored[0]++))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too large for one data map");
    assertThat(stored[0]).isEqualTo(DataMap.CHUNKS_MAX);
  }

  private static Bytes data(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream endless(long length) {
    return new InputStream() {
      private final Random random = new Random(3);
      private long left = length;

      @Override
      public int read() {
        throw new IllegalStateException("one byte at a time");
      }

      @Override
      public int read(byte[] target, int from, int count) {
        int taken = (int) Math.min(count, left);
        for (int i = 0; i < taken; i += 8) {
          target[from + i] = (byte) random.nextInt();
        }
        left -= taken;
        return taken == 0 && count > 0 ? -1 : taken;
      }
    };
  }
}
