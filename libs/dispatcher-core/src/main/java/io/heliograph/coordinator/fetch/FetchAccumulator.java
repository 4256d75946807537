package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.shard.TakeResult;
import io.heliograph.coordinator.shard.TakenEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one fetch has collected so far. Lives on the thread of its session. */
final class FetchAccumulator {
  final List<TakenEvent> events = new ArrayList<>();
  final Map<String, Integer> filtered = new HashMap<>();
  final Map<Queue, Integer> partitions = new EnumMap<>(Queue.class);

  /** Everybody that was asked: they hold what became of the answer. */
  final Set<EventProvider> asked = new LinkedHashSet<>();

  private final Set<EventProvider> givers = new LinkedHashSet<>();
  long bytes;
  boolean loading;
  boolean more;
  boolean noRoom;

  /** Begins a round over all queues. */
  void nextRound() {
    more = false;
    loading = false;
    noRoom = false;
    partitions.clear();
  }

  /** The provider was not asked, because it has nothing. */
  void passedOver(Queue queue, boolean hasPartitions) {
    partitions.merge(queue, hasPartitions ? 1 : 0, Integer::sum);
  }

  void add(EventProvider target, Queue queue, TakeResult result) {
    events.addAll(result.events());
    bytes += result.bytes();
    result.filtered().forEach((reason, count) -> filtered.merge(reason, count, Integer::sum));
    if (result.noRoom()) {
      partitions.remove(queue);
    } else {
      partitions.merge(queue, result.partitions(), Integer::sum);
    }
    loading |= result.loading();
    more |= result.more();
    noRoom |= result.noRoom();
    if (!result.events().isEmpty()) {
      givers.add(target);
    }
  }

  /** The same as one answer of that queue, of which nothing is pinned here. */
  TakeResult result(Queue queue) {
    TakeResult result = new TakeResult();
    events.forEach(result::add);
    filtered.forEach(result::reject);
    result.addPartitions(partitions.getOrDefault(queue, 0));
    if (more || (noRoom && !events.isEmpty())) {
      result.noteMore();
    }
    if (loading) {
      result.noteLoading();
    }
    if (noRoom && events.isEmpty()) {
      result.noteNoRoom();
    }
    return result;
  }

  /** Whether all that was collected may still be handed out (D9). */
  boolean trusted() {
    return givers.stream().allMatch(EventProvider::trusted);
  }
}
