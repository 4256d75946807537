package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a log in memory as readers of committed records see it: a transaction that is
 * open hides what comes after it, its end takes an offset.
 */
final class MemoryPartition {
  /** A transaction, in every partition that it writes to. */
  static final class Transaction {
    enum State {
      OPEN,
      COMMITTED,
      ABORTED
    }

    State state = State.OPEN;
  }

  /**
   * What stands at an offset.
   *
   * @param record null for the end of a transaction
   * @param transaction null when the record was written without
   */
  record Entry(
      long offset, @Nullable NewRecord record, @Nullable Transaction transaction, long millis) {
    private boolean isOpen() {
      return transaction != null && transaction.state == Transaction.State.OPEN;
    }

    boolean isVisible() {
      return record != null
          && (transaction == null || transaction.state == Transaction.State.COMMITTED);
    }
  }

  final PartitionId id;
  private final List<Entry> entries = new ArrayList<>();

  /** Nothing before it is open any more. */
  private int settled;

  /** Nobody answers for it: it has no leader. */
  boolean offline;

  MemoryPartition(PartitionId id) {
    this.id = id;
  }

  long append(@Nullable NewRecord record, @Nullable Transaction transaction, long millis) {
    long offset = entries.size();
    entries.add(new Entry(offset, record, transaction, millis));
    return offset;
  }

  /** The end, with what is in open transactions. */
  long end() {
    return entries.size();
  }

  /** The end for readers of committed records. */
  long stableEnd() {
    while (settled < entries.size() && !entries.get(settled).isOpen()) {
      settled++;
    }
    return settled;
  }

  /** What was committed from that offset to before the other. */
  List<Entry> committed(long from, long to) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries.subList((int) from, (int) to)) {
      if (entry.isVisible()) {
        found.add(entry);
      }
    }
    return found;
  }

  /** What a reader of committed records gets from that offset on, at most so many records. */
  Chunk read(long from, int recordsMax) {
    List<LogRecord> records = new ArrayList<>();
    long end = Math.max(from, stableEnd());
    for (Entry entry : committed(Math.min(from, end), end)) {
      if (records.size() == recordsMax) {
        return new Chunk(from, entry.offset, records);
      }
      records.add(decoded(entry));
    }
    return new Chunk(from, end, records);
  }

  static LogRecord decoded(Entry entry) {
    NewRecord record = entry.record;
    if (record == null) {
      throw new IllegalStateException("no record at " + entry.offset);
    }
    EventHeaders.Builder headers = new EventHeaders.Builder();
    record.headers().forEach(header -> headers.accept(header.name(), header.value()));
    byte[] value = record.value();
    return new LogRecord(
        entry.offset,
        1,
        entry.millis,
        new String(record.key(), StandardCharsets.UTF_8),
        headers.build().orElse(null),
        value == null ? new byte[0] : value);
  }
}
