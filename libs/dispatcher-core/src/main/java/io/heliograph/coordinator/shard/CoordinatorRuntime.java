package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryLoader;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.subscription.QueueTopics;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.view.DeliveryProgress;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import io.heliograph.coordinator.view.PluginKeys;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.coordinator.view.QueuePartition;
import io.heliograph.coordinator.view.ReadyQueues;
import io.heliograph.coordinator.view.ShardLoad;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The event loops. A partition belongs to one of them for as long as this replica owns it.
 * Thread-safe; nothing blocks.
 */
public final class CoordinatorRuntime {
  /**
   * How long an event loop may take to say what changed before the others' changes go without it.
   */
  static final long COLLECT_MILLIS_MAX = 5_000;

  private final List<PartitionEventLoop> threads = new ArrayList<>();
  private final AtomicInteger nextHome = new AtomicInteger();
  private final long logBytesMaxOfEach;
  private final Gathering gathering;
  private final Intake intake;
  private final Loads loads = new Loads(threads);

  /**
   * What the event loops need from outside.
   *
   * @param messagesMax messages that wait for one event loop before clients are refused
   */
  public record Surroundings(
      ShardSettings settings,
      int messagesMax,
      CoordinatorClock clock,
      HistoryLoader history,
      QueueTopics topics,
      ReplayPreparer replays,
      BooleanSupplier ownershipConfirmed,
      RandomGenerator random,
      Waits waits,
      Consumer<Throwable> failures) {}

  /**
   * @param count event loops
   * @param logBytesMax bytes of tails and chunks of history in all
   */
  public CoordinatorRuntime(int count, long logBytesMax, Surroundings around) {
    logBytesMaxOfEach = logBytesMax / count;
    intake = new Intake(threads, around.messagesMax, logBytesMax);
    gathering = new Gathering(threads, around.waits);
    for (int i = 0; i < count; i++) {
      PartitionShard shard =
          new PartitionShard(
              around.settings,
              around.clock,
              new PartitionShard.Outside(
                  around.history,
                  around.topics,
                  around.replays,
                  around.ownershipConfirmed,
                  around.random));
      threads.add(new PartitionEventLoop("owner-" + i, shard, around.clock, around.failures));
    }
  }

  public void start(Loops loops) {
    threads.forEach(thread -> thread.start(loops));
  }

  /** While that is so, leases that end cost no attempt. To be called before the start. */
  public void holding(BooleanSupplier held) {
    threads.forEach(thread -> thread.execute(shard -> shard.holding(held)));
  }

  public void stop() {
    threads.forEach(PartitionEventLoop::stop);
  }

  /**
   * Takes a partition without handing out yet; completes when its cursors stand.
   *
   * @param number of this taking, which what changes in it is told with
   */
  public CompletableFuture<Void> assign(
      PartitionId id,
      long number,
      long tailStart,
      long logEnd,
      Map<CursorKey, CursorState> recovered) {
    return of(id).perform(shard -> shard.assign(id, number, tailStart, logEnd, recovered));
  }

  public void activate(PartitionId id) {
    of(id).execute(shard -> shard.activate(id));
  }

  /** Nothing more of the partition is handed out; statuses still count. */
  public void freeze(PartitionId id) {
    of(id).execute(shard -> shard.freeze(id));
  }

  /** Gives a partition up; completes when nothing of it is handed out any more. */
  public CompletableFuture<Void> revoke(PartitionId id) {
    return of(id).perform(shard -> shard.revoke(id));
  }

  public void append(PartitionId id, Chunk chunk) {
    intake.waits(chunk);
    of(id)
        .execute(
            shard -> {
              intake.taken(chunk);
              shard.append(id, chunk);
              shard.evictTo(logBytesMaxOfEach);
            });
  }

  /** Whether so much was appended that no owner has looked at yet that no more should be read. */
  public boolean isBehind() {
    return intake.isBehind();
  }

  public void loaded(PartitionId id, Chunk chunk) {
    of(id)
        .execute(
            shard -> {
              shard.loaded(id, chunk);
              shard.evictTo(logBytesMaxOfEach);
            });
  }

  /** Makes a subscription known to all event loops; completes when it is. */
  public CompletableFuture<Void> put(Subscription subscription) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (PartitionEventLoop thread : threads) {
      all.add(thread.perform(shard -> shard.put(subscription)));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  /** Ends a subscription everywhere. */
  public void forget(String pluginKey) {
    threads.forEach(thread -> thread.execute(shard -> shard.forget(pluginKey)));
  }

  /** Applies a status where its partition is owned. */
  public CompletableFuture<StatusSignal.Effect> apply(StatusSignal signal) {
    intake.statusWaits();
    return threads
        .get(index(signal.delivery().topicId().hashCode(), signal.delivery().partition()))
        .ask(shard -> shard.apply(signal))
        .whenComplete((effect, failure) -> intake.statusTaken());
  }

  /**
   * All statuses before these positions have been passed to {@link #apply}. To be said again and
   * again: an event loop that has not heard of the last ones is not told of these.
   */
  public void statusPositions(long[] positions) {
    threads.forEach(thread -> thread.statusPositions(positions));
  }

  /** What bounds the messages to the event loops. */
  public Intake intake() {
    return intake;
  }

  /**
   * What changed since the last call, within {@link #COLLECT_MILLIS_MAX}. What an event loop does
   * not say in time comes with a later call: nothing of it is lost, and it holds up no other.
   */
  public CompletableFuture<StoreDelta> collect() {
    return gathering.next(COLLECT_MILLIS_MAX);
  }

  /**
   * How much each event loop keeps until its time comes; none while they have not said so before.
   */
  public CompletableFuture<List<ShardLoad>> loads() {
    return loads.next();
  }

  /** What there is to see for those subscriptions. */
  public CompletableFuture<Map<String, ReadyQueues>> readiness(List<String> pluginKeys) {
    return merged(
        shard -> {
          Map<String, ReadyQueues> found = new HashMap<>();
          pluginKeys.forEach(key -> found.put(key, shard.view().readiness(key)));
          return found;
        },
        ReadyQueues::with);
  }

  /** How many cursors are in use here. */
  public CompletableFuture<Long> cursorCount() {
    return sum(0L, shard -> shard.view().cursorCount(), Long::sum);
  }

  private <T> CompletableFuture<T> sum(
      T nothing, Function<PartitionShard, T> question, BinaryOperator<T> plus) {
    CompletableFuture<T> all = CompletableFuture.completedFuture(nothing);
    for (PartitionEventLoop thread : threads) {
      all = all.thenCombine(thread.ask(question), plus);
    }
    return all;
  }

  private <K, V> CompletableFuture<Map<K, V>> merged(
      Function<PartitionShard, Map<K, V>> question, BinaryOperator<V> plus) {
    return sum(
        new HashMap<>(),
        question,
        (sum, one) -> {
          one.forEach((key, value) -> sum.merge(key, value, plus));
          return sum;
        });
  }

  /** How much is left of their queues here; for one of the {@link PluginKeys#parts}. */
  public CompletableFuture<Map<QueueName, QueueDepth>> depths(Collection<String> pluginKeys) {
    return merged(shard -> shard.view().depths(pluginKeys), QueueDepth::plus);
  }

  /** Where a plugin's subscriptions stand with records of partitions here. */
  public CompletableFuture<List<DeliveryProgress>> progress(DeliveryProgressQuery question) {
    intake.require();
    return sum(
        new ArrayList<>(),
        shard -> shard.view().progress(question),
        (sum, one) -> {
          sum.addAll(one);
          return sum;
        });
  }

  /** Another replica may have events of those subscriptions. */
  public void wake(Set<String> pluginKeys) {
    threads.forEach(thread -> thread.wake(pluginKeys));
  }

  /** The frontiers of their queues here; for one of the {@link PluginKeys#parts}. */
  public CompletableFuture<Map<QueuePartition, Long>> frontiers(Collection<String> pluginKeys) {
    return merged(shard -> shard.view().frontiers(pluginKeys), (former, later) -> later);
  }

  public List<PartitionEventLoop> threads() {
    return threads;
  }

  /** The thread that a new fetch's own steps run on. */
  public PartitionEventLoop nextHome() {
    return threads.get(Math.floorMod(nextHome.getAndIncrement(), threads.size()));
  }

  private PartitionEventLoop of(PartitionId id) {
    return threads.get(index(id.topicId().hashCode(), id.partition()));
  }

  private int index(int topicHash, int partition) {
    return Math.floorMod(topicHash + partition, threads.size());
  }
}
