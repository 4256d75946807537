package io.heliograph.coordinator.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionLogTest {
  private final PartitionLog log = new PartitionLog(100);

  @Test
  void shouldGoOnBehindAGapWhenAChunkDoesNotJoin() {
    log.append(chunk(100, 110));

    assertThat(log.join(chunk(120, 130))).isFalse();

    assertThat(log.end()).isEqualTo(130);
    assertThat(log.chunkAt(125)).isNotNull();
    assertThat(log.chunkAt(105)).isNull();
    assertThat(log.chunkAt(115)).isNull();
    assertThat(log.bytes()).isEqualTo(chunk(120, 130).bytes());
    assertThat(log.join(chunk(130, 140))).isTrue();
  }

  @Test
  void shouldTakeOnlyWhatIsNewWhenAChunkOverlaps() {
    log.append(chunk(100, 110));

    assertThat(log.join(chunk(100, 110))).isFalse();
    assertThat(log.join(chunk(105, 115))).isFalse();

    assertThat(log.end()).isEqualTo(115);
    assertThat(log.chunkAt(107).base()).isEqualTo(100);
    assertThat(log.chunkAt(112).base()).isEqualTo(110);
  }

  @Test
  void shouldDropTheOldestOfTheTailFirst() {
    log.append(chunk(100, 110));
    log.append(chunk(110, 120));
    log.keep(chunk(0, 10));

    assertThat(log.evictOldest()).isTrue();

    assertThat(log.chunkAt(105)).isNull();
    assertThat(log.chunkAt(115)).isNotNull();
    assertThat(log.chunkAt(5)).isNotNull();
    assertThat(log.base()).isEqualTo(110);
  }

  @Test
  void shouldKeepWhatWasLoadedLastWhenMemoryIsShort() {
    log.append(chunk(100, 110));
    log.keep(chunk(0, 10));
    log.keep(chunk(10, 20));

    while (log.evictOldest()) {
      assertThat(log.chunkAt(15)).isNotNull();
    }

    assertThat(log.chunkAt(5)).isNull();
    assertThat(log.chunkAt(105)).isNull();
    assertThat(log.bytes()).isEqualTo(chunk(10, 20).bytes());
  }

  @Test
  void shouldKeepTheLastOfTheTailWhenNothingElseIsHeld() {
    log.append(chunk(100, 110));

    assertThat(log.evictOldest()).isFalse();
    assertThat(log.chunkAt(105)).isNotNull();
  }

  @Test
  void shouldGoOnFromItsEndWhenTheWholeTailWasDropped() {
    log.append(chunk(100, 110));
    log.keep(chunk(0, 10));
    assertThat(log.evictOldest()).isTrue();
    assertThat(log.evictOldest()).isFalse();

    log.append(chunk(110, 112));

    assertThat(log.base()).isEqualTo(110);
    assertThat(log.chunkAt(111)).isNotNull();
    assertThat(log.chunkAt(109)).isNull();
  }

  private static Chunk chunk(long base, long end) {
    LogRecord record = new LogRecord(base, 1, 0, "key", null, new byte[10]);
    return new Chunk(base, end, List.of(record));
  }
}
