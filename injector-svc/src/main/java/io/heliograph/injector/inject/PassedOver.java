package io.heliograph.injector.inject;

import io.heliograph.injector.child.InjectionDecision;
import io.heliograph.injector.child.InjectionDecision.Refusal;
import io.heliograph.injector.child.RecordPosition;
import io.heliograph.kit.limit.RefusalLog;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The events that did not get a child that an insert asked for, for a reason that an operator
 * should look at: the newest, one entry for each event and reason. Of this process. Thread-safe.
 */
@Singleton
public final class PassedOver {
  private static final Logger LOG = Logger.getLogger(PassedOver.class);
  private static final int ENTRIES_MAX = 1_000;
  private static final int DETAIL_LENGTH_MAX = 300;

  /**
   * What was passed over.
   *
   * @param at the event; of {@link Refusal#ROOT_FULL} the root
   * @param insert the key of the first insert concerned; empty when the event itself is broken
   * @param count how many children
   * @param since when it happened first
   */
  public record Entry(
      RecordPosition at, String insert, Refusal reason, String detail, long count, Instant since) {

    Entry more(long more) {
      return new Entry(at, insert, reason, detail, count + more, since);
    }
  }

  private record Key(RecordPosition at, Refusal reason) {}

  private final InstantSource clock;
  private final RefusalLog log = new RefusalLog(LOG::warn);
  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  PassedOver(InstantSource clock) {
    this.clock = clock;
  }

  void add(RecordPosition at, String insert, InjectionDecision.Refused why, int count) {
    Refusal reason = why.refusal();
    String detail = why.detail();
    String shortDetail =
        detail.length() > DETAIL_LENGTH_MAX ? detail.substring(0, DETAIL_LENGTH_MAX) + "…" : detail;
    synchronized (entries) {
      Key key = new Key(at, reason);
      Entry former = entries.get(key);
      entries.put(
          key,
          former == null
              ? new Entry(at, insert, reason, shortDetail, count, clock.instant())
              : former.more(count));
      if (entries.size() > ENTRIES_MAX) {
        entries.remove(entries.keySet().iterator().next());
      }
    }
    log.refused(at.topic(), reason.wire(), () -> "passed over at=" + at + ' ' + shortDetail);
  }

  /** The first that many, the oldest first. */
  public List<Entry> first(int limit) {
    synchronized (entries) {
      return entries.values().stream().limit(limit).toList();
    }
  }

  /** How many are listed. */
  public int count() {
    synchronized (entries) {
      return entries.size();
    }
  }
}
