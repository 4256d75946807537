package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.log.PartitionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changed since the last store. It is written whole or not at all; what could not be written
 * is merged into the next.
 */
public final class StoreDelta {
  private final Map<CursorKey, CursorState> cursors = new LinkedHashMap<>();
  private final Set<PartitionId> partitions = new LinkedHashSet<>();
  private final List<Burial> burials = new ArrayList<>();
  private final List<Departure> departures = new ArrayList<>();

  public Map<CursorKey, CursorState> cursors() {
    return cursors;
  }

  /** The partitions whose cursors changed: the store proves that this replica owns them. */
  public Set<PartitionId> partitions() {
    return partitions;
  }

  public List<Departure> departures() {
    return departures;
  }

  /** Deleted events that get a tombstone. */
  public List<Burial> burials() {
    return burials;
  }

  public boolean isEmpty() {
    return cursors.isEmpty() && departures.isEmpty() && burials.isEmpty();
  }

  void put(PartitionId partition, CursorKey key, CursorState state) {
    partitions.add(partition);
    cursors.put(key, state);
  }

  void bury(Burial burial) {
    partitions.add(burial.partition());
    burials.add(burial);
  }

  void leave(Departure event) {
    partitions.add(event.partition());
    departures.add(event);
  }

  /** Adds a later delta: its cursors replace ours. */
  public void merge(StoreDelta later) {
    cursors.putAll(later.cursors);
    partitions.addAll(later.partitions);
    departures.addAll(later.departures);
    burials.addAll(later.burials);
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
    burials.removeIf(burial -> burial.partition().equals(partition));
    departures.removeIf(event -> event.partition().equals(partition));
  }
}
