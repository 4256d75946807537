package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.log.PartitionLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which deleted events of a partition get a tombstone: those of whose key no newer record is known,
 * each once. Runs on its event loop.
 */
final class PendingTombstones {
  private static final int REMEMBERED_MAX = 10_000;

  private final PartitionId partition;
  private final PartitionLog log;
  private final Map<String, Boolean> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };
  private List<Tombstone> pending = new ArrayList<>();

  PendingTombstones(PartitionId partition, PartitionLog log) {
    this.partition = partition;
    this.log = log;
  }

  /** A filter found that the record's event has been deleted. */
  void found(LogRecord record) {
    if (record.key().isEmpty() || known.containsKey(record.key())) {
      return;
    }
    if (!log.hasNewer(record)) {
      known.put(record.key(), true);
      pending.add(new Tombstone(partition, record.key()));
    }
  }

  List<Tombstone> take() {
    List<Tombstone> taken = pending;
    pending = new ArrayList<>();
    return taken;
  }
}
