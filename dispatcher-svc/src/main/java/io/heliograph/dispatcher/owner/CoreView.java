package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.AckWindow;
import io.heliograph.dispatcher.cursor.Cursor;
import io.heliograph.dispatcher.cursor.CursorKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be seen of one owner's cursors; changes nothing. Lives on the owner's thread. */
final class CoreView {
  private final CursorTable table;
  private final CoreClock clock;

  CoreView(CursorTable table, CoreClock clock) {
    this.table = table;
    this.clock = clock;
  }

  /** Which queues of a subscription have partitions here, and where there is something to see. */
  Readiness.Queues readiness(String pluginKey) {
    OwnedSubscription owned = table.subscription(pluginKey);
    return owned == null ? Readiness.Queues.NONE : owned.readiness(clock.wallMillis());
  }

  /** How much is left of every queue here. Lanes of the error queue share their records. */
  Map<QueueName, QueueDepth> depths() {
    Map<QueueName, QueueDepth> depths = new HashMap<>();
    for (OwnedPartition partition : table.partitions()) {
      for (List<Place> places : partition.places.values()) {
        for (Place place : places) {
          Cursor cursor = place.cursor();
          depths.merge(
              new QueueName(cursor.key().pluginKey(), cursor.key().queue()),
              depth(partition, cursor),
              QueueDepth::plus);
        }
      }
    }
    return depths;
  }

  private static QueueDepth depth(OwnedPartition partition, Cursor cursor) {
    AckWindow window = cursor.window();
    long end = Math.min(cursor.limit(), partition.log.end());
    long again = (long) window.openCount() - window.handedOutCount();
    return new QueueDepth(
        Math.max(0, end - window.scanned()) + again, window.handedOutCount(), window.scanned());
  }

  /** Where a plugin's subscriptions stand with records of partitions here. */
  List<Standing> standings(StandingQuestion question) {
    return new Standings(table).of(question);
  }

  /** The frontier of every queue in every partition of ours; the lowest of its lanes. */
  Map<QueuePlace, Long> frontiers() {
    Map<QueuePlace, Long> frontiers = new HashMap<>();
    for (OwnedPartition partition : table.partitions()) {
      for (List<Place> places : partition.places.values()) {
        for (Place place : places) {
          Cursor cursor = place.cursor();
          CursorKey key = cursor.key();
          frontiers.merge(
              new QueuePlace(key.pluginKey(), key.queue(), partition.id),
              Math.min(cursor.window().frontier(), cursor.limit()),
              Math::min);
        }
      }
    }
    return frontiers;
  }
}
