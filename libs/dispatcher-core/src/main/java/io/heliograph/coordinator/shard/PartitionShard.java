package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryLoader;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.subscription.QueueTopics;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.view.ShardLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The partitions of one event loop with their tails, cursors, leases and windows (architecture
 * section 3). All methods are called on that thread and return quickly; no locks. It sees the log
 * through chunks, time through {@link CoordinatorClock}, and what it must have loaded through
 * {@link HistoryLoader}, so that it runs in tests on a virtual clock with a log in memory.
 *
 * <p>It keeps D4 (a frontier never passes an open event) and, with the sessions, D2, D3, D5 and D6.
 */
public final class PartitionShard {
  private static final int RUN_MAX = 64;

  private final ShardSettings settings;
  private final CoordinatorClock clock;
  private final HistoryLoader history;
  private final BooleanSupplier ownershipConfirmed;
  private final CursorTable table;
  private final Batches batches;
  private final LeaseTimers leaseTimers;
  private final ShardView view;
  private final Tails tails;
  private final LeaseSecrets secrets;
  private final StatusSignals signals;
  private boolean confirmedBefore = true;

  /**
   * What the core asks of others.
   *
   * @param random makes what proves a lease; thread-safe, fit for secrets
   */
  record Outside(
      HistoryLoader history,
      QueueTopics topics,
      ReplayPreparer replays,
      BooleanSupplier ownershipConfirmed,
      RandomGenerator random) {}

  PartitionShard(ShardSettings settings, CoordinatorClock clock, Outside outside) {
    this.settings = settings;
    this.clock = clock;
    this.history = outside.history;
    this.ownershipConfirmed = outside.ownershipConfirmed;
    this.table = new CursorTable(settings, outside.topics);
    this.leaseTimers = new LeaseTimers(settings, table, history, outside.replays);
    this.secrets = new LeaseSecrets(outside.random);
    this.tails = new Tails(table);
    this.view = new ShardView(table, clock);
    this.signals = new StatusSignals(settings, clock, table, leaseTimers);
    this.batches = new Batches(settings, table);
  }

  /** While that is so, leases that end cost no attempt. */
  void holding(BooleanSupplier held) {
    leaseTimers.holding(held);
  }

  /**
   * Takes a partition: its tail will begin at that offset, its cursors stand where they were
   * stored. Nothing is handed out before {@link #activate}.
   */
  void assign(
      PartitionId id,
      long number,
      long tailStart,
      long logEnd,
      Map<CursorKey, CursorState> recovered) {
    OwnedPartition partition = new OwnedPartition(id, number, tailStart, logEnd, recovered);
    partition.takenMillis = clock.wallMillis();
    table.add(partition).forEach(leaseTimers::restore);
    forgetLost();
  }

  /** The statuses since the stored state have been applied: hand out from here. */
  void activate(PartitionId id) {
    OwnedPartition partition = table.partition(id);
    if (partition != null) {
      partition.active = true;
      table.waiters().wake(partition);
    }
  }

  /** Nothing more of the partition is handed out. */
  void freeze(PartitionId id) {
    OwnedPartition partition = table.partition(id);
    if (partition != null) {
      partition.active = false;
    }
  }

  /** Gives a partition up; what was not stored is forgotten. */
  void revoke(PartitionId id) {
    table.remove(id);
    forgetLost();
  }

  /** What was held where we are no longer is held no more: nothing refers to it. */
  private void forgetLost() {
    if (table.takeLostCursors()) {
      batches.forgetGone();
      leaseTimers.forgetGone();
    }
  }

  /** A subscription is known, or has restarted under a higher epoch. */
  void put(Subscription subscription) {
    table.put(subscription).forEach(leaseTimers::restore);
    forgetLost();
  }

  /** A subscription is over: its cursors and leases end. */
  void forget(String pluginKey) {
    table.forget(pluginKey);
    forgetLost();
  }

  /**
   * New records at the end of the log. What is known already is passed over; a chunk that leaves a
   * gap becomes the new tail, and what lies between is loaded when a cursor comes there.
   */
  void append(PartitionId id, Chunk chunk) {
    tails.append(id, chunk, clock.monotonicMillis());
  }

  /** Records that {@link HistoryLoader#load} asked for. */
  void loaded(PartitionId id, Chunk chunk) {
    tails.loaded(id, chunk);
  }

  /** Drops the oldest chunks of the largest partitions until no more than that is held (D7). */
  void evictTo(long bytesMax) {
    tails.evictTo(bytesMax);
  }

  /**
   * Takes events of one queue, what has waited longest first. When the answer is not full, {@code
   * wake} is run once as soon as something happens that may bring more.
   */
  public TakeResult take(Take take, Runnable wake) {
    TakeResult result = new TakeResult();
    OwnedSubscription subscription = table.subscription(take.subscription());
    if (subscription == null) {
      return result;
    }
    boolean may = ownershipConfirmed.getAsBoolean();
    List<PartitionCursor> cursors = new ArrayList<>();
    for (OwnedPartition partition : subscription.audience.partitions(take.queue())) {
      if (partition.active) {
        result.addPartitions(1);
        if (may) {
          table.cursors().use(partition, subscription, take.queue(), cursors);
        }
      }
    }
    takeOldestFirst(cursors, take, result);
    if (result.events().size() < take.countMax()) {
      table.waiters().await(subscription, take.batch(), wake);
    }
    return result;
  }

  private void takeOldestFirst(List<PartitionCursor> cursors, Take take, TakeResult result) {
    Slice slice = settings.slice(clock);
    while (!cursors.isEmpty() && result.events().size() < take.countMax()) {
      if (slice.isOver()) {
        result.noteMore();
        return;
      }
      PartitionCursor oldest = null;
      long oldestMillis = PartitionCursor.NOTHING;
      for (PartitionCursor cursor : cursors) {
        long millis = cursor.headMillis();
        if (millis < oldestMillis) {
          oldestMillis = millis;
          oldest = cursor;
        }
      }
      if (oldest == null || result.bytes() >= take.bytesMax()) {
        return;
      }
      if (!scan(oldest, take, result, slice)) {
        cursors.remove(oldest);
      }
    }
  }

  private boolean scan(PartitionCursor cursor, Take take, TakeResult result, Slice slice) {
    Scan.Means means = new Scan.Means(settings, clock.wallMillis(), secrets, slice);
    Scan scan = new Scan(cursor, take, result, means);
    boolean changed = scan.run(RUN_MAX);
    batches.hold(take.batch(), cursor, scan.held(), take.leased(), clock.wallMillis());
    scan.replayed().forEach(item -> leaseTimers.replay(cursor, item));
    if (changed) {
      table.touch(cursor);
    }
    if (cursor.needs(scan.missing(), take.reader(), history)) {
      result.noteLoading();
    }
    table.schedule(cursor);
    return changed && scan.missing() < 0 && cursor.dueMillis() == 0;
  }

  /** The answer was handed to the connection (D3); leases run from now. */
  void answered(long batch, boolean untilConfirmed) {
    batches.answered(batch, clock.wallMillis(), untilConfirmed);
  }

  /** A later fetch confirms a batch that was answered until confirmed. */
  void confirm(long batch) {
    batches.confirm(batch);
  }

  /** The answer was not written, or the fetch was given up: what it holds is ready again. */
  void failed(long batch) {
    batches.failed(batch);
  }

  /** The fetch no longer waits. */
  public void forget(Subscription subscription, long batch) {
    OwnedSubscription owned = table.subscription(subscription);
    if (owned != null) {
      table.waiters().forget(owned, batch);
    }
  }

  /** Applies a status; idempotent. */
  StatusSignal.Effect apply(StatusSignal signal) {
    return signals.apply(signal);
  }

  /** Statuses before these positions of {@code azul.status} have been applied here. */
  void statusPositions(long[] positions) {
    table.statusPositions(positions);
  }

  /** Ends what is over: leases, waits. To be called every few milliseconds. */
  void tick() {
    leaseTimers.run(clock.wallMillis());
    batches.run(clock.wallMillis());
    table.waiters().run(clock.monotonicMillis());
    boolean confirmedNow = ownershipConfirmed.getAsBoolean();
    if (confirmedNow && !confirmedBefore) {
      table.waiters().wakeAll();
    }
    confirmedBefore = confirmedNow;
  }

  /** What changed since the last call. */
  StoreDelta collect() {
    StoreDelta delta = table.collect();
    for (OwnedPartition partition : table.partitions()) {
      partition.tombstones.take().forEach(tombstone -> delta.add(partition, tombstone));
    }
    leaseTimers.takeDispositions(delta::add);
    return delta;
  }

  /** Another replica may have events: the fetches that wait look again. */
  void wake(String pluginKey) {
    OwnedSubscription owned = table.subscription(pluginKey);
    if (owned != null) {
      table.waiters().wake(owned);
    }
  }

  /** How much is kept in memory until its time comes. */
  ShardLoad load() {
    long leases = 0;
    for (PartitionCursor cursor : table.timers().waiting()) {
      leases += cursor.window().leasedCount();
    }
    return new ShardLoad(
        table.timers().size(), leases, batches.heldCount(), tails.unjoined(), 0, 0);
  }

  /** How many subscriptions were looked at for what happened, since the start. */
  long considered() {
    return table.waiters().considered();
  }

  /** What can be seen of it from outside. */
  ShardView view() {
    return view;
  }
}
