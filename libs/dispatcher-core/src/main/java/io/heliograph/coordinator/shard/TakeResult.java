package io.heliograph.coordinator.shard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a take found. Filled by one thread, then read by another. */
public final class TakeResult {
  private final List<TakenEvent> events = new ArrayList<>();
  private final Map<String, Integer> filtered = new HashMap<>();
  private long bytes;
  private int partitions;
  private boolean more;
  private boolean loading;
  private boolean noRoom;

  /** Records looked at. */
  int scanned;

  /** What a provider answers that has no memory left for another response. */
  public static TakeResult withoutRoom() {
    TakeResult none = new TakeResult();
    none.noteNoRoom();
    return none;
  }

  public List<TakenEvent> events() {
    return Collections.unmodifiableList(events);
  }

  /** Bytes of the events. */
  public long bytes() {
    return bytes;
  }

  /** Events that a filter rejected, by {@code Stage-reason}. */
  public Map<String, Integer> filtered() {
    return Collections.unmodifiableMap(filtered);
  }

  /** Active partitions of the asked shards that feed the queue. */
  public int partitions() {
    return partitions;
  }

  /** The slice ended before the queue did: asking again at once may find more. */
  public boolean more() {
    return more;
  }

  /** A part of the queue is being loaded; the waiter is woken when it is there. */
  public boolean loading() {
    return loading;
  }

  /** Nothing was looked at: responses under way have all the memory there is for them. */
  public boolean noRoom() {
    return noRoom;
  }

  public void add(TakenEvent event) {
    events.add(event);
    bytes += event.record().json().length;
  }

  /** A filter rejected so many events for that reason. */
  public void reject(String reason, int count) {
    filtered.merge(reason, count, Integer::sum);
  }

  public void addPartitions(int count) {
    partitions += count;
  }

  public void noteMore() {
    more = true;
  }

  public void noteLoading() {
    loading = true;
  }

  public void noteNoRoom() {
    noRoom = true;
  }
}
