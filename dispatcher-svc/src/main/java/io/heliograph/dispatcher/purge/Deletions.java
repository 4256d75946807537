package io.heliograph.dispatcher.purge;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.json.Rfc3339;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.publish.Tracking;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Everything that has been deleted, by what finds it. Bounded by {@link DeletionGate}, which
 * accepts no more when it is full; what was accepted is in it whatever its size, since what was
 * deleted must never be handed out. One thread writes, any may ask.
 */
final class Deletions implements PurgeSet {
  /** Stands for a deletion of a submission whenever it was made. */
  private static final Instant ANY_TIME = Instant.MIN;

  private final int max;
  private final Map<String, Deletion> byRecord = new HashMap<>();

  /** How many deletions name each key, link and author; an author's, with the newest time. */
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  private final Map<String, Integer> links = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Instant>> authors = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Instant>> submissions = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private volatile boolean empty = true;

  Deletions(int max) {
    this.max = max;
  }

  /** A delete event was read; one of the same record key takes the former's place. */
  void put(String record, Deletion deletion) {
    remove(record);
    size.addAndGet(Math.max(1, deletion.ids().size()));
    byRecord.put(record, deletion);
    switch (deletion.action()) {
      case IDS -> deletion.ids().forEach(id -> ids.merge(id, 1, Integer::sum));
      case LINK -> links.merge(deletion.subject(), 1, Integer::sum);
      case AUTHOR -> add(authors, record, deletion);
      case SUBMISSION -> add(submissions, record, deletion);
    }
    empty = false;
  }

  /** Ids, links, authors and submissions that are remembered before no more is accepted. */
  int max() {
    return max;
  }

  /** Whether no more is to be accepted. */
  boolean isFull() {
    return size.get() >= max;
  }

  private static void add(
      Map<String, Map<String, Instant>> into, String record, Deletion deletion) {
    Instant time = deletion.time();
    into.computeIfAbsent(deletion.subject(), subject -> new ConcurrentHashMap<>())
        .put(record, time == null ? ANY_TIME : time);
  }

  /** A delete event was taken back by a tombstone. */
  void remove(String record) {
    Deletion former = byRecord.remove(record);
    if (former == null) {
      return;
    }
    size.addAndGet(-Math.max(1, former.ids().size()));
    switch (former.action()) {
      case IDS -> former.ids().forEach(id -> lower(ids, id));
      case LINK -> lower(links, former.subject());
      case AUTHOR -> drop(authors, record, former.subject());
      case SUBMISSION -> drop(submissions, record, former.subject());
    }
    empty = byRecord.isEmpty();
  }

  private static void lower(Map<String, Integer> counts, String name) {
    counts.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1);
  }

  private static void drop(Map<String, Map<String, Instant>> from, String record, String subject) {
    from.computeIfPresent(
        subject,
        (key, times) -> {
          times.remove(record);
          return times.isEmpty() ? null : times;
        });
  }

  @Override
  public boolean isEmpty() {
    return empty;
  }

  @Override
  public boolean purged(EventHeaders headers, String kafkaKey, Tracking tracking) {
    if (empty) {
      return false;
    }
    return ids.containsKey(kafkaKey)
        || tracking.links().stream().anyMatch(links::containsKey)
        || (!authors.isEmpty() && byAuthor(headers, tracking))
        || bySubmission(headers, tracking);
  }

  private boolean byAuthor(EventHeaders headers, Tracking tracking) {
    Instant made = time(headers.timestamp());
    for (String author : tracking.authors()) {
      for (Instant before : authors.getOrDefault(author, Map.of()).values()) {
        if (made != null && made.isBefore(before)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean bySubmission(EventHeaders headers, Tracking tracking) {
    Map<String, Instant> times = submissions.get(tracking.sourceReferences());
    if (times == null) {
      return false;
    }
    Instant submitted = time(headers.sourceTimestamp());
    return times.values().stream()
        .anyMatch(time -> time.equals(ANY_TIME) || time.equals(submitted));
  }

  private static @Nullable Instant time(String text) {
    return Rfc3339.parse(text).orElse(null);
  }
}
