package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.DedupeWindow;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.event.Model;
import io.heliograph.gjson.Path;
import org.jspecify.annotations.Nullable;

/**
 * The stage FilterDuplicates of one cursor, the last before the replay of known work: a binary
 * event that the subscription got lately is passed over (contract dispatcher.md part 1 row 24).
 * Events that say {@code expedite} or {@code bypass_cache} neither are looked up nor remembered.
 *
 * <p>There are two windows, since a cursor walks in two places: on from where it stopped, and again
 * over what came back. Runs on its event loop.
 */
final class Duplicates {
  /** The rejection that stands for it. */
  static final String SKIPPED = "FilterDuplicates-skipped";

  private static final Path EXPEDITE = Path.compile("flags.expedite");
  private static final Path BYPASS = Path.compile("flags.bypass_cache");

  final DedupeWindow ahead;
  final DedupeWindow again;

  private Duplicates(int size, long floor) {
    ahead = new DedupeWindow(size, floor);
    again = new DedupeWindow(size, floor);
  }

  /** The stage for that cursor, or null when it has none. */
  static @Nullable Duplicates of(CursorKey key, Subscription subscription, int size) {
    boolean history = key.queue() == Queue.HISTORIC;
    if (size == 0
        || subscription.spec().model() != Model.Builtin.BINARY
        || !(history || key.queue() == Queue.LIVE)) {
      return null;
    }
    boolean readsHistory =
        history
            || (subscription.spec().queues().contains(Queue.HISTORIC)
                && !subscription.skipsHistory());
    return new Duplicates(
        size, readsHistory ? 0 : subscription.startOf(key.topicId(), key.partition()));
  }

  /** Notes a record that passed all filters before; tells whether it is passed over. */
  static boolean skips(DedupeWindow window, LogRecord record) {
    boolean exempt = EXPEDITE.matches(record.json()) || BYPASS.matches(record.json());
    return !exempt && window.passed(record.key(), record.offset());
  }
}
