package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One partition of a log in memory, with the gaps that transactions and compaction leave. */
final class ModelLog {
  private static final int CHUNK_RECORDS_MAX = 7;

  final PartitionId id;
  private final List<LogRecord> records = new ArrayList<>();
  private long end;
  private long takenEnd;
  private long takenMillis;

  ModelLog(PartitionId id) {
    this.id = id;
  }

  long end() {
    return end;
  }

  List<LogRecord> records() {
    return records;
  }

  /** The core takes the partition now. */
  void taken(long nowMillis) {
    takenEnd = end;
    takenMillis = nowMillis;
  }

  /** Whether the owner before may have leased it, and that lease might still run. */
  boolean mayHaveBeenLeasedBefore(StatusSignal signal, long leaseAgoMillis) {
    return signal.delivery().offset() < takenEnd && takenMillis > leaseAgoMillis;
  }

  /** Appends records with gaps between and behind them; returns the chunk that a reader sees. */
  Chunk produce(Random random, int count, long nowMillis) {
    long base = end;
    List<LogRecord> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long offset = end + (random.nextInt(5) == 0 ? random.nextInt(3) : 0);
      boolean readable = random.nextInt(20) != 0;
      added.add(
          new LogRecord(
              offset,
              1,
              nowMillis,
              "key-" + offset,
              readable
                  ? TestHeaders.of(id + ":" + offset, random.nextInt(4) == 0 ? "b" : "a")
                  : null,
              new byte[0]));
      end = offset + 1;
    }
    end += random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
    records.addAll(added);
    return new Chunk(base, end, added);
  }

  /** Appends an event that one subscription is to try again. */
  Chunk resubmit(Disposition.Retry event, long nowMillis) {
    long base = end;
    LogRecord record =
        new LogRecord(
            base,
            1,
            nowMillis,
            event.record().key(),
            TestHeaders.of(id + ":" + base, "a")
                .retry(event.attempt(), event.subscription().pluginKey(), "somewhere"),
            new byte[0]);
    records.add(record);
    end = base + 1;
    return new Chunk(base, end, List.of(record));
  }

  /** What a load from that offset brings: a few records, then the position after them. */
  Chunk load(long offset) {
    List<LogRecord> found = new ArrayList<>();
    long reached = end;
    for (LogRecord record : records) {
      if (record.offset() >= offset) {
        if (found.size() == CHUNK_RECORDS_MAX) {
          reached = record.offset();
          break;
        }
        found.add(record);
      }
    }
    return new Chunk(offset, reached, found);
  }
}
