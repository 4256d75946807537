package io.heliograph.dispatcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.log.HistoryReader;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.dispatcher.kafka.LoadTurns.Load;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Contract dispatcher.md part 1 row 34: history is shared by name, then by subscription. */
class LoadTurnsTest {
  private static final long MILLI = 1_000_000;
  private static final long CHUNK = 100;

  private long nanos = 10_000 * MILLI;
  private HistoryRateLimiter pace = pace(0);
  private LoadTurns turns = turns(1);

  private HistoryRateLimiter pace(long bytesPerSecond) {
    return new HistoryRateLimiter(bytesPerSecond, () -> nanos / MILLI, () -> nanos / MILLI);
  }

  private LoadTurns turns(int threads) {
    return new LoadTurns(threads, pace, () -> nanos, new Random(1));
  }

  private static PartitionId partition(int number) {
    return new PartitionId("testing.binary.data", new UUID(7, 7), number);
  }

  private static HistoryReader reader(String name, int version) {
    return new HistoryReader(name, name + "-v" + version);
  }

  private static LogRecord record(long offset, int bytes) {
    return new LogRecord(offset, 1, 0, "k", null, new byte[bytes]);
  }

  /** What is served of each name when every reader asks for the next part at once. */
  private Map<String, Integer> served(int loads, int thread) {
    Map<String, Integer> served = new HashMap<>();
    for (int i = 0; i < loads; i++) {
      Load load = turns.next(thread);
      assertThat(load).isNotNull();
      Chunk chunk = serve(load);
      turns.looked(load.partition(), load.reader());
      turns.ask(load.partition(), chunk.end(), load.reader());
      served.merge(load.reader().name(), 1, Integer::sum);
    }
    return served;
  }

  private Chunk serve(Load load) {
    Chunk chunk =
        new Chunk(load.offset(), load.offset() + CHUNK, List.of(record(load.offset(), 300_000)));
    turns.served(load, chunk);
    return chunk;
  }

  @Test
  void shouldServeANameWithOneReaderAsMuchAsOneWithFifty() {
    for (int version = 0; version < 50; version++) {
      turns.ask(partition(0), version * 1_000_000L, reader("many", version));
    }
    turns.ask(partition(0), 500_000_000L, reader("single", 0));

    Map<String, Integer> served = served(1_000, 0);

    assertThat(served.get("single")).isBetween(490, 510);
    assertThat(served.get("many")).isBetween(490, 510);
  }

  @Test
  void shouldServeANameInOnePartitionAsMuchAsOneInMany() {
    for (int number = 0; number < 20; number++) {
      turns.ask(partition(number), 0, reader("wide", 0));
    }
    turns.ask(partition(3), 1_000_000, reader("narrow", 0));

    assertThat(served(400, 0).get("narrow")).isBetween(190, 210);
  }

  @Test
  void shouldServeAllThatWaitWithinAPartAtOnce() {
    turns.ask(partition(0), 0, reader("a", 0));
    Load first = turns.next(0);
    turns.ask(partition(0), 10, reader("b", 0));
    turns.ask(partition(0), 99, reader("c", 0));
    turns.ask(partition(0), 100, reader("d", 0));
    serve(first);
    turns.looked(partition(0), reader("a", 0));

    Load second = turns.next(0);

    assertThat(second).isEqualTo(new Load(partition(0), 100, reader("d", 0)));
    serve(second);
    turns.looked(partition(0), reader("d", 0));
    assertThat(turns.next(0)).isNull();
    assertThat(turns.partitions()).isZero();
  }

  @Test
  void shouldWaitUntilAPartWasSeenBeforeTheNextOfThatPartition() {
    turns.ask(partition(0), 0, reader("a", 0));
    turns.ask(partition(0), 5_000, reader("b", 0));
    Load first = turns.next(0);
    serve(first);
    assertThat(turns.next(0)).isNull();

    turns.ask(partition(1), 0, reader("c", 0));
    assertThat(turns.next(0)).isEqualTo(new Load(partition(1), 0, reader("c", 0)));

    turns.looked(first.partition(), first.reader());
    assertThat(turns.next(0).partition()).isEqualTo(partition(0));
  }

  @Test
  void shouldGoOnAfterAWhileWhenNobodyComesForAPart() {
    turns.ask(partition(0), 0, reader("gone", 0));
    turns.ask(partition(0), 5_000, reader("other", 0));
    serve(turns.next(0));
    assertThat(turns.next(0)).isNull();
    assertThat(turns.waitMillis()).isBetween(1L, 250L);

    nanos += 251 * MILLI;

    assertThat(turns.next(0)).isNotNull();
  }

  @Test
  void shouldLoadOnePartOfAPartitionAtATime() {
    turns.ask(partition(0), 0, reader("a", 0));
    turns.ask(partition(0), 5_000, reader("b", 0));

    Load load = turns.next(0);

    assertThat(load).isNotNull();
    assertThat(turns.next(0)).isNull();
    turns.failed(load);
    assertThat(turns.next(0)).as("it rests after a failure").isNull();
    nanos += 1_000 * MILLI;
    assertThat(turns.next(0)).isNotNull();
  }

  @Test
  void shouldForgetNobodyWhenLoadsFail() {
    turns.ask(partition(0), 5, reader("a", 0));
    for (int i = 0; i < 30; i++) {
      Load load = turns.next(0);
      assertThat(load).as("try %d", i).isNotNull();
      assertThat(load.offset()).isEqualTo(5);
      turns.failed(load);
      nanos += 10_000 * MILLI;
    }
  }

  @Test
  void shouldAskAPartitionSeldomAndNotForEverWhenNothingComes() {
    turns.ask(partition(0), 5, reader("a", 0));
    int tries = 0;
    for (int second = 0; second < 600; second++) {
      for (Load load = turns.next(0); load != null; load = turns.next(0)) {
        tries++;
        turns.served(load, new Chunk(load.offset(), load.offset(), List.of()));
      }
      nanos += 1_000 * MILLI;
    }

    assertThat(tries).isEqualTo(10);
    assertThat(turns.partitions()).isZero();
  }

  @Test
  void shouldTakeTheLastWordOfAReader() {
    turns.ask(partition(0), 5, reader("a", 0));
    turns.ask(partition(0), 7, reader("a", 0));

    assertThat(turns.next(0).offset()).isEqualTo(7);
    assertThat(turns.next(0)).isNull();
  }

  @Test
  void shouldShareThePaceByNameAlsoWhenOneNameReadsWithMoreThreads() {
    pace = pace(3_000_000);
    turns = turns(2);
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    for (int number = 0; first.size() < 4 || second.size() < 4; number++) {
      (Math.floorMod(partition(number).hashCode(), 2) == 0 ? first : second).add(number);
    }
    first.forEach(number -> turns.ask(partition(number), 0, reader("wide", 0)));
    second.forEach(number -> turns.ask(partition(number), 0, reader("wide", 1)));
    turns.ask(partition(second.getFirst()), 5_000_000, reader("narrow", 0));
    Map<String, Integer> served = new HashMap<>();
    long start = nanos;
    while (nanos - start < 60_000 * MILLI) {
      pace.handedOut(nanos / MILLI);
      for (int thread = 0; thread < 2; thread++) {
        Load load = turns.next(thread);
        if (load != null) {
          Chunk chunk = serve(load);
          turns.ask(load.partition(), chunk.end(), load.reader());
          served.merge(load.reader().name(), 1, Integer::sum);
        }
      }
      nanos += MILLI;
    }

    assertThat(served.get("narrow") + served.get("wide")).isBetween(580, 620);
    assertThat(served.get("narrow")).isBetween(280, 320);
  }
}
