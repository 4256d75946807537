package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.AckWindow;
import io.heliograph.coordinator.cursor.DedupeWindow;
import io.heliograph.coordinator.cursor.LeaseProof;
import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.cursor.OpenItem;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.PurgeFilter;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.event.EventHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One take's walk along one cursor: first what waits to be handed out again, then on from where the
 * cursor stopped. Every record is held for the answer, rejected by a filter (then it is done), or
 * passed over. Runs on its event loop for the time of one message.
 */
final class Scan {
  /** What every scan of a core works with. */
  record Means(ShardSettings settings, long nowMillis, LeaseSecrets secrets, Slice slice) {}

  private final PartitionCursor cursor;
  private final Take take;
  private final TakeResult result;
  private final ShardSettings settings;
  private final long nowMillis;
  private final LeaseSecrets secrets;
  private final Slice slice;
  private final @Nullable Duplicates duplicates;
  private final List<OpenItem> held = new ArrayList<>();
  private final List<OpenItem> replayed = new ArrayList<>();
  private int runLeft;

  /** Of the stretch that is walked again: what it has of earlier deliveries. */
  private List<UUID> earlier = List.of();

  /** Set when the walk met a part that has to be loaded; the offset to load from. */
  private long missing = -1;

  Scan(PartitionCursor cursor, Take take, TakeResult result, Means means) {
    this.cursor = cursor;
    this.take = take;
    this.result = result;
    this.settings = means.settings;
    this.nowMillis = means.nowMillis;
    this.secrets = means.secrets;
    this.slice = means.slice;
    this.duplicates = cursor.partition().duplicates.get(cursor.key());
  }

  /** What is held for the answer now. */
  List<OpenItem> held() {
    return held;
  }

  /** What the plugin has done before. */
  List<OpenItem> replayed() {
    return replayed;
  }

  /** The offset to load from, or -1 when nothing has to be loaded. */
  long missing() {
    return missing;
  }

  /**
   * Walks until the answer is full, the run is over, or nothing is left.
   *
   * @return whether the cursor changed
   */
  boolean run(int runMax) {
    runLeft = runMax;
    cursor.waitUntil(0);
    AckWindow window = cursor.window();
    boolean changed = false;
    OpenItem ready = window.firstReady();
    while (ready != null && room()) {
      long start = ready.start();
      if (duplicates != null && !remember(duplicates.again, start)) {
        return true;
      }
      long end = ready.end();
      int attempt = Math.max(ready.attempt(), firstAttempt());
      earlier = ready.digests();
      window.takeOut(ready);
      long reached = walk(start, end, attempt, duplicates == null ? null : duplicates.again);
      window.putBack(reached, end, attempt, earlier);
      earlier = List.of();
      changed |= reached > start;
      if (reached < end) {
        break;
      }
      ready = window.firstReady();
    }
    long from = window.scanned();
    long to = Math.min(cursor.limit(), cursor.partition().log.end());
    if (from < to && room() && window.openCount() < settings.openItemsMax()) {
      if (duplicates != null && !remember(duplicates.ahead, from)) {
        return true;
      }
      long reached = walk(from, to, firstAttempt(), duplicates == null ? null : duplicates.ahead);
      window.scannedTo(reached);
      changed |= reached > from;
    }
    return changed;
  }

  /**
   * What a record of this cursor is at least: a lane of the error queue has only later attempts.
   */
  private int firstAttempt() {
    return Math.max(1, cursor.key().lane());
  }

  private boolean room() {
    return runLeft > 0
        && result.events().size() < take.countMax()
        && (result.bytes() < take.bytesMax() || result.events().isEmpty())
        && !slice.isOver()
        && cursor.window().handedOutCount() < settings.openItemsMax();
  }

  /**
   * Looks again at what lies before a walk, as far as its dedupe window goes back.
   *
   * @return whether that reached the start of the walk
   */
  private boolean remember(DedupeWindow window, long start) {
    long position = window.reach(start);
    while (position < start && room()) {
      Chunk chunk = cursor.partition().log.chunkAt(position);
      if (chunk == null) {
        missing = missing < 0 ? position : missing;
        break;
      }
      int index = chunk.indexFrom(position);
      while (index < chunk.size() && chunk.record(index).offset() < start && room()) {
        LogRecord record = chunk.record(index++);
        if (record.headers() != null
            && passes(take.filter().rejection(record.headers(), record.json()))) {
          boolean unused = Duplicates.skips(window, record);
        }
        looked(record);
        position = record.offset() + 1;
      }
      if (index == chunk.size() || chunk.record(index).offset() >= start) {
        position = Math.max(position, Math.min(chunk.end(), start));
      }
      window.advance(position);
    }
    return position == start;
  }

  private void looked(LogRecord record) {
    result.scanned++;
    slice.looked(record.bytes());
  }

  private static boolean passes(@Nullable String rejection) {
    return rejection == null || rejection.equals(ReplayPreparer.CACHED);
  }

  private long walk(long from, long to, int attempt, @Nullable DedupeWindow window) {
    long position = from;
    long firstKept = -1;
    walking:
    while (position < to && room()) {
      Chunk chunk = cursor.partition().log.chunkAt(position);
      if (chunk == null) {
        missing = missing < 0 ? position : missing;
        break;
      }
      for (int i = chunk.indexFrom(position); i < chunk.size(); i++) {
        LogRecord record = chunk.record(i);
        if (record.offset() >= to) {
          break;
        }
        if (!room() || notDue(record)) {
          position = record.offset();
          break walking;
        }
        if (record.headers() != null && keep(record, record.headers(), attempt, window)) {
          firstKept = firstKept < 0 ? record.offset() : firstKept;
        }
        looked(record);
        position = record.offset() + 1;
      }
      position = Math.max(position, Math.min(chunk.end(), to));
    }
    if (window != null) {
      window.advance(position);
    }
    if (!take.leased() && firstKept >= 0) {
      held.add(cursor.window().hold(firstKept, position, attempt, take.batch()));
    }
    return position;
  }

  private boolean keep(
      LogRecord record, EventHeaders headers, int attempt, @Nullable DedupeWindow window) {
    if (record.leaderEpoch() >= 0) {
      cursor.cursor().sawLeaderEpoch(record.leaderEpoch());
    }
    if (cursor.key().queue() == Queue.ERROR && !ofLane(headers)) {
      return false;
    }
    String rejection = take.filter().rejection(headers, record.json());
    if (window != null && passes(rejection) && Duplicates.skips(window, record)) {
      rejection = Duplicates.SKIPPED;
    }
    if (rejection != null) {
      result.reject(rejection, 1);
      if (rejection.equals(PurgeFilter.DELETED)) {
        cursor.partition().tombstones.found(record);
      } else if (rejection.equals(ReplayPreparer.CACHED)) {
        replayed.add(
            cursor.window().hold(record.offset(), record.offset() + 1, attempt, take.batch()));
      }
      return false;
    }
    Locator locator = take.leased() ? lease(record, attempt) : null;
    result.add(
        new TakenEvent(cursor.partition().id, record, attempt, cursor.key().queue(), locator));
    runLeft--;
    return true;
  }

  /** Holds the record for its lease; the locator is the only place where the secret is. */
  private Locator lease(LogRecord record, int attempt) {
    Locator locator =
        Locator.of(
                take.subscription().pluginKey(),
                take.subscription().epoch(),
                cursor.partition().id,
                record,
                attempt)
            .with(new LeaseProof.Secret(secrets.next()));
    List<UUID> digests = new ArrayList<>(earlier);
    digests.add(locator.digest());
    held.add(cursor.window().hold(record.offset(), attempt, take.batch(), List.copyOf(digests)));
    return locator;
  }

  private boolean ofLane(EventHeaders headers) {
    return headers.retryAttempt() == cursor.key().lane()
        && headers.retryFor().equals(cursor.key().pluginKey());
  }

  /** A lane of the error queue waits at its first record that is not due (part 1 row 7). */
  private boolean notDue(LogRecord record) {
    if (cursor.key().queue() != Queue.ERROR
        || record.headers() == null
        || !ofLane(record.headers())) {
      return false;
    }
    long dueMillis = settings.dueMillis(record.timestampMillis(), cursor.key().lane());
    if (dueMillis <= nowMillis) {
      return false;
    }
    cursor.waitUntil(dueMillis);
    return true;
  }
}
