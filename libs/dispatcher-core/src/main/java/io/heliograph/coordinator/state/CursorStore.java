package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Notices;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.runtime.WakeUp;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.shard.StoreDelta;
import io.heliograph.coordinator.state.Unstored.Urgent;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what changed, every 250 ms and at once when a caller waits for it: cursors, subscriptions,
 * owner records, and what follows from requeued events, each time in one transaction that proves
 * our ownership (architecture section 3, CursorStore). What was not written is kept for the next
 * time ({@link Unstored}), and nothing is handed out until a store has gone through again. One
 * thread.
 */
public final class CursorStore {
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final Duration OWNERS_MAX = Duration.ofSeconds(5);

  /** Writes that are waited for; more are refused. */
  private static final int URGENT_MAX = 10_000;

  /** An idle replica proves its membership this often. */
  private static final long PROOF_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * How long a proof lasts: the session of 6 s less a heartbeat interval of 1.5 s, since the
   * coordinator gives our partitions away no earlier than a session after our last heartbeat.
   */
  private static final long PROOF_VALID_NANOS = TimeUnit.MILLISECONDS.toNanos(4_500);

  /** After a failure of our own the store goes on soon. */
  private static final Duration PAUSE_MAX = Duration.ofSeconds(2);

  private final Parts parts;
  private final StatusLog statuses;
  private final CoordinatorClock clock;
  private final TransactionLog log;
  private final Unstored unstored;
  private final Takings takings = new Takings();
  private final UrgentWrites urgent = new UrgentWrites(URGENT_MAX);
  private final WakeUp asked = new WakeUp();
  private final OutcomeLog told = new OutcomeLog();

  /** Taken from the queue before the event loops were asked what changed. */
  private final List<Urgent> waiting = new ArrayList<>();

  private Loops.@Nullable Loop loop;
  private @Nullable CompletableFuture<StoreDelta> collecting;

  private volatile long provedNanos;
  private volatile boolean proved;
  private volatile long committedNanos;
  private volatile Runnable beat = () -> {};
  private long begunNanos;
  private boolean proving;

  /**
   * What the store works with.
   *
   * @param topic of the log
   * @param writer names this process among all that ever write the log
   * @param fenced called when another writer took our place
   */
  public record Parts(
      StateLog log,
      String topic,
      String writer,
      CoordinatorRuntime coordinator,
      StatusLog statuses,
      DispositionForms dispositions,
      StoreEvents events,
      Notices notices,
      CoordinatorClock clock,
      Waits waits,
      Runnable fenced) {}

  public CursorStore(Parts parts) {
    this.parts = parts;
    this.statuses = parts.statuses;
    this.clock = parts.clock;
    this.committedNanos = clock.monotonicNanos();
    this.log = parts.log.writer(() -> beat.run());
    this.unstored =
        new Unstored(
            new Unstored.Forms(parts.topic, parts.dispositions),
            takings,
            parts.events,
            parts.notices);
  }

  public void start(Loops loops) {
    loop = loops.start("cursor-store", PAUSE_MAX, this::run);
  }

  /**
   * Stores what is left and ends. Where Kafka did not take the last store it is not waited for:
   * what was not stored is handed out again.
   */
  public void stop() throws InterruptedException {
    if (loop != null) {
      var unused = loop.stop(Duration.ofSeconds(proved ? 15 : 3));
    }
  }

  /** What is ours: changes are written while the taking lasts that they were made in. */
  Takings takings() {
    return takings;
  }

  /** Our membership from now, or null while we have none. */
  public void membership(@Nullable GroupMember current) {
    takings.membership(current);
  }

  /** Whether the coordinator lately confirmed that our partitions are ours (D9). */
  public boolean ownershipConfirmed() {
    return proved && clock.monotonicNanos() - provedNanos < PROOF_VALID_NANOS;
  }

  /** How long ago a transaction was committed last: whether Kafka can be worked with. */
  public Duration sinceCommit() {
    return Duration.ofNanos(clock.monotonicNanos() - committedNanos);
  }

  /** Writes a subscription; completes when it is durable. */
  public CompletableFuture<Void> write(Subscription one) {
    return write(
        List.of(record(SubscriptionCodec.key(one.pluginKey()), SubscriptionCodec.encode(one))));
  }

  /** Writes when a subscription was fetched, with the next store, without waiting for it. */
  CompletableFuture<Void> writeUse(String pluginKey, long atMillis) {
    return urgent.add(List.of(record(LastUses.key(pluginKey), LastUses.encode(atMillis))), null);
  }

  /** Ends a subscription for all replicas; what is left of it is swept later. */
  CompletableFuture<Void> forget(String pluginKey) {
    String key = SubscriptionCodec.key(pluginKey);
    return write(List.of(NewRecord.of(parts.topic, 0, key, null)));
  }

  /** Writes records, all or none; completes when they are durable. */
  public CompletableFuture<Void> write(List<NewRecord> records) {
    return write(records, null);
  }

  /** Notes that the partition's cursors are written by us from now; completes when durable. */
  CompletableFuture<Void> claim(PartitionId id) {
    return note(id, parts.writer);
  }

  /** Stores the partition's cursors and notes that no writer has to be fenced for it. */
  CompletableFuture<Void> giveBack(PartitionId id) {
    return note(id, "");
  }

  private CompletableFuture<Void> note(PartitionId id, String writer) {
    Taking taking = takings.of(id);
    if (taking == null) {
      return CompletableFuture.failedFuture(new IllegalStateException(id + " is not ours"));
    }
    OwnerRecord record = new OwnerRecord(writer, statuses.positions());
    return write(List.of(record(OwnerRecord.partitionKey(id), record.encode())), taking);
  }

  private CompletableFuture<Void> write(List<NewRecord> records, @Nullable Taking about) {
    CompletableFuture<Void> written = urgent.add(records, about);
    asked.wake();
    return written;
  }

  /** How many writes are waited for. */
  public int waitingWrites() {
    return urgent.outstanding();
  }

  private void run(Turn turn) throws InterruptedException {
    beat = turn::beat;
    try {
      while (turn.running()) {
        asked.await(turn, INTERVAL);
        turn.beat();
        if (round()) {
          turn.progressed();
        }
      }
      boolean unused = round();
    } finally {
      log.close();
    }
  }

  /** Stores what there is now; returns whether that is done. */
  private boolean round() throws InterruptedException {
    boolean unwritable = true;
    while (unwritable) {
      Outcome outcome = unstored.isUnknown() ? log.again() : attempt();
      if (outcome == null) {
        return true;
      }
      settled(outcome);
      unwritable = outcome instanceof Outcome.Unwritable;
    }
    return proved;
  }

  /** Tries to store; null when there is nothing. */
  private @Nullable Outcome attempt() throws InterruptedException {
    long[] positions = statuses.positions();
    if (unstored.hasRoom() && collect()) {
      unstored.add(waiting);
      waiting.clear();
    }
    // Asked after what changed: what a new taking has changed must not meet a former membership.
    GroupMember current = takings.standing();
    long now = clock.monotonicNanos();
    TransactionLog.Batch batch =
        unstored.next(
            current,
            record(
                OwnerRecord.replicaKey(parts.writer),
                new OwnerRecord(parts.writer, positions).encode()),
            now - provedNanos > PROOF_INTERVAL_NANOS);
    if (batch == null) {
      return null;
    }
    begunNanos = now;
    proving = !batch.proof().isEmpty();
    return log.write(batch);
  }

  /**
   * Takes what the event loops have changed; false when they do not answer in time. Whoever waits
   * is written with what they had changed by then.
   */
  private boolean collect() throws InterruptedException {
    CompletableFuture<StoreDelta> changes = collecting;
    if (changes == null) {
      urgent.takeTo(waiting);
      changes = parts.coordinator.collect();
      collecting = changes;
    }
    try {
      unstored.add(parts.waits.get(changes, OWNERS_MAX));
      collecting = null;
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException failure) {
      collecting = null;
      throw new IllegalStateException("changes of an event loop unavailable", failure.getCause());
    }
  }

  private void settled(Outcome outcome) {
    unstored.settled(outcome);
    told.tell(outcome, clock.monotonicNanos());
    if (outcome instanceof Outcome.Committed) {
      committedNanos = clock.monotonicNanos();
      provedNanos = proving ? begunNanos : provedNanos;
      proved |= proving;
      return;
    }
    proved = false;
    if (outcome instanceof Outcome.Fenced) {
      takings.fenced();
      parts.fenced.run();
    }
  }

  private NewRecord record(String key, byte[] value) {
    return NewRecord.of(parts.topic, 0, key, value);
  }
}
