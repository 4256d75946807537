package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.log.PartitionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed since the last store. It is written whole or not at all; what could not be written
 * is merged into the next.
 */
public final class StoreDelta {
  private final Map<CursorKey, CursorState> cursors = new LinkedHashMap<>();
  private final Map<PartitionId, Long> partitions = new LinkedHashMap<>();
  private final List<Tombstone> tombstones = new ArrayList<>();
  private final List<Disposition> dispositions = new ArrayList<>();

  public Map<CursorKey, CursorState> cursors() {
    return cursors;
  }

  /**
   * The partitions that it is about, with the number under which each was taken: the store proves
   * that this replica owns them, and passes over what is of a former time.
   */
  public Map<PartitionId, Long> partitions() {
    return partitions;
  }

  public List<Disposition> dispositions() {
    return dispositions;
  }

  /** Deleted events that get a tombstone. */
  public List<Tombstone> tombstones() {
    return tombstones;
  }

  public boolean isEmpty() {
    return cursors.isEmpty() && dispositions.isEmpty() && tombstones.isEmpty();
  }

  void put(OwnedPartition partition, CursorKey key, CursorState state) {
    partitions.put(partition.id, partition.number);
    cursors.put(key, state);
  }

  void add(OwnedPartition partition, Tombstone tombstone) {
    partitions.put(partition.id, partition.number);
    tombstones.add(tombstone);
  }

  void add(OwnedPartition partition, Disposition event) {
    partitions.put(partition.id, partition.number);
    dispositions.add(event);
  }

  /**
   * Adds a later delta: its cursors replace ours; of a partition that was taken again meanwhile
   * what we had is void.
   */
  public void merge(StoreDelta later) {
    later.partitions.forEach(
        (id, number) -> {
          Long before = partitions.get(id);
          if (before != null && !before.equals(number)) {
            forget(id);
          }
        });
    cursors.putAll(later.cursors);
    partitions.putAll(later.partitions);
    dispositions.addAll(later.dispositions);
    tombstones.addAll(later.tombstones);
  }

  /** Leaves out everything about a partition that is no longer ours. */
  public void forget(PartitionId partition) {
    partitions.remove(partition);
    cursors
        .keySet()
        .removeIf(
            key ->
                key.topicId().equals(partition.topicId())
                    && key.partition() == partition.partition());
    tombstones.removeIf(tombstone -> tombstone.partition().equals(partition));
    dispositions.removeIf(event -> event.partition().equals(partition));
  }
}
