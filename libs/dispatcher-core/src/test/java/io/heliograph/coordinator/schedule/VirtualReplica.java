package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.cluster.RemoteReservations;
import io.heliograph.coordinator.cluster.ReplicaProviders;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.Fetches;
import io.heliograph.coordinator.fetch.PinnedBytes;
import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.log.HistoryLoader;
import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.log.TopicView;
import io.heliograph.coordinator.pause.Pause;
import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Notices;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.shard.Disposition;
import io.heliograph.coordinator.shard.ReplayPreparer;
import io.heliograph.coordinator.shard.ShardSettings;
import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.coordinator.state.CursorStore;
import io.heliograph.coordinator.state.DispositionForms;
import io.heliograph.coordinator.state.LogEnds;
import io.heliograph.coordinator.state.OffsetSource;
import io.heliograph.coordinator.state.StateCleaner;
import io.heliograph.coordinator.state.StateTable;
import io.heliograph.coordinator.state.StoreEvents;
import io.heliograph.coordinator.state.SubscriptionRegistry;
import io.heliograph.coordinator.state.Takeover;
import io.heliograph.coordinator.subscription.QueueTopics;
import io.heliograph.coordinator.subscription.SubscriptionLimits;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One process of a replica: the coordinator as the service puts it together, on logs in memory and
 * virtual time. Nothing of the coordinator is replaced.
 */
final class VirtualReplica {
  static final ShardSettings SETTINGS = new ShardSettings(20_000, 3, 40, 40, 20, 500, 0);
  static final EventFilter ALL = (headers, json) -> null;

  private static final int MESSAGES_MAX = 50_000;

  private static final QueueTopics TOPICS =
      (spec, topic) ->
          topic.equals(MemoryKafka.ERRORS)
              ? spec.leases() ? EnumSet.of(Queue.ERROR) : EnumSet.noneOf(Queue.class)
              : EnumSet.of(Queue.LIVE, Queue.HISTORIC);

  private static final long INTEREST_MILLIS = 60_000;
  private static final int LOADED_MAX = 20;

  /** What all replicas share. */
  record World(
      MemoryKafka kafka,
      VirtualThreads time,
      Chaos chaos,
      Random random,
      Oracle oracle,
      BiFunction<VirtualReplica, String, List<VirtualRemote>> replicas) {}

  final VirtualProcess process;
  final CoordinatorRuntime coordinator;
  final Fetches fetches;
  final RemoteReservations reservations;
  final CursorStore store;
  final SubscriptionRegistry subscriptions;
  final StateCleaner cleaner;
  final Takeover takeover;
  final VirtualReader reader;
  final Pause pause;
  final List<Throwable> failures = new ArrayList<>();
  private final World world;
  private final VirtualRemotes replicas;
  private final MemoryStateLog log;
  private final StateTable table;
  private final MemoryStatusLog statuses;

  VirtualReplica(World world, String slot, String incarnation) {
    this.world = world;
    VirtualThreads time = world.time;
    this.process = new VirtualProcess(slot + '@' + incarnation);
    Waits waits = time.waits(process);
    pause =
        new Pause(
            Duration.ofSeconds(3),
            Duration.ofSeconds(6),
            () -> Instant.ofEpochMilli(time.wallMillis()));
    coordinator =
        new CoordinatorRuntime(
            2,
            100_000,
            new CoordinatorRuntime.Surroundings(
                SETTINGS,
                MESSAGES_MAX,
                time,
                loader(),
                TOPICS,
                (plugin, event) -> ReplayPreparer.Preparation.FAILED,
                () -> gate(),
                new Random(world.random.nextLong()),
                waits,
                failures::add));
    coordinator.holding(pause::holds);
    log = new MemoryStateLog(world.kafka, time, process, slot, world.chaos);
    LogEnds ends = new LogEnds(new Offsets());
    table = new StateTable(this::subscriptions);
    statuses = new MemoryStatusLog(world.kafka, coordinator, this::effect);
    Quiet quiet = new Quiet();
    store =
        new CursorStore(
            new CursorStore.Parts(
                log,
                MemoryKafka.CURSORS,
                process.name,
                coordinator,
                statuses,
                new Forms(time::wallMillis),
                quiet,
                quiet,
                time,
                waits,
                () -> reader().rejoin()));
    subscriptions =
        new SubscriptionRegistry(
            new SubscriptionRegistry.Parts(
                ends,
                this::topics,
                TOPICS,
                coordinator,
                store,
                pause,
                new SubscriptionLimits(100, 50, 600_000),
                () -> Instant.ofEpochMilli(time.wallMillis()),
                quiet,
                time::monotonicMillis,
                waits));
    takeover =
        new Takeover(
            new Takeover.Parts(
                log,
                table,
                ends,
                coordinator,
                statuses,
                store,
                30,
                failed -> Duration.ofMillis(Math.min(10_000, 500L << Math.min(failed - 1, 5))),
                time,
                waits));
    reader = new VirtualReader(world.kafka, time, process, takeover, world.oracle::changed);
    replicas = new VirtualRemotes(this, time);
    PinnedBytes pinned = new PinnedBytes(1_000_000);
    fetches =
        new Fetches(
            new Fetches.Parts(
                coordinator,
                subscriptions,
                time,
                pinned,
                this::gate,
                new HistoryRateLimiter(0, time::monotonicMillis, time::wallMillis),
                (subscription, nanos) -> {},
                new ReplicaProviders(replicas, pinned, waits),
                pause::stopsPlugins,
                new Random(world.random.nextLong())));
    reservations =
        new RemoteReservations(fetches.locals(), time, subscriptions::find, (spec, query) -> ALL);
    cleaner = new StateCleaner(process.name, MemoryKafka.CURSORS, table, subscriptions, store);
  }

  void start() {
    Loops loops = world.time.loops(process);
    coordinator.start(loops);
    log.follow(loops, table);
    statuses.follow(loops);
    var unused =
        loops.start(
            "start",
            turn -> {
              turn.await(log.reach(world.kafka.cursors.stableEnd()), Duration.ofMinutes(1));
              store.start(loops);
              takeover.start(loops);
              reader.start(loops);
              replicas.start();
              everySecond();
              turn.await(new CompletableFuture<Void>(), Duration.ofDays(1));
            });
  }

  private void everySecond() {
    reservations.expire();
    world.time.after(process, 1_000, this::everySecond);
  }

  /** Whether it serves fetches. */
  boolean serves() {
    return process.runs() && reader.assignedOnce() && takeover.isTried();
  }

  private boolean gate() {
    return store.ownershipConfirmed();
  }

  private SubscriptionRegistry subscriptions() {
    return subscriptions;
  }

  private VirtualReader reader() {
    return reader;
  }

  private Map<String, TopicView.Topic> topics() {
    Map<String, TopicView.Topic> all = new HashMap<>();
    for (String name : List.of(MemoryKafka.EVENTS, MemoryKafka.ERRORS)) {
      all.put(name, world.kafka.topic(name));
    }
    return all;
  }

  /** The subscriptions that were fetched here lately. */
  List<String> interest() {
    return subscriptions.fetchedSince(world.time.wallMillis() - INTEREST_MILLIS);
  }

  private void effect(StatusSignal signal, StatusSignal.Effect effect) {
    world.oracle.status(process, signal, effect);
  }

  private HistoryLoader loader() {
    return (partition, offset, reading) ->
        world.time.after(
            process,
            world.chaos.delayMillis(50),
            () -> {
              MemoryPartition from = world.kafka.events.get(partition);
              if (from != null && !from.offline) {
                coordinator.loaded(partition, from.read(offset, LOADED_MAX));
              }
            });
  }

  List<VirtualRemote> others() {
    return world.replicas.apply(this, process.name);
  }

  /** Where the partitions of events begin and end; what is offline does not say it. */
  private final class Offsets implements OffsetSource {
    @Override
    public Map<PartitionId, CompletableFuture<Long>> ends(
        Collection<PartitionId> partitions, long waitMillis) {
      Map<PartitionId, CompletableFuture<Long>> answers = new HashMap<>();
      partitions.forEach(id -> answers.put(id, ask(id, true, waitMillis)));
      return answers;
    }

    @Override
    public Map<PartitionId, CompletableFuture<Long>> beginnings(
        Collection<PartitionId> partitions, long waitMillis) {
      Map<PartitionId, CompletableFuture<Long>> answers = new HashMap<>();
      partitions.forEach(id -> answers.put(id, ask(id, false, waitMillis)));
      return answers;
    }

    private CompletableFuture<Long> ask(PartitionId id, boolean end, long waitMillis) {
      CompletableFuture<Long> answer = new CompletableFuture<>();
      MemoryPartition partition = world.kafka.events.get(id);
      world.time.after(
          process,
          world.chaos.delayMillis(40),
          () -> {
            if (partition != null && !partition.offline) {
              answer.complete(end ? partition.stableEnd() : 0L);
            }
          });
      world.time.after(
          process, waitMillis, () -> answer.completeExceptionally(new TimeoutException("offline")));
      return answer;
    }
  }

  /** Nobody looks at metrics or logs. */
  private static final class Quiet implements StoreEvents, Notices {
    @Override
    public void outcome(String kind) {}

    @Override
    public void lettersWithoutEvent(int letters) {}

    @Override
    public void lost(int records) {}

    @Override
    public void failed(String about, String kind, Supplier<String> line) {}

    @Override
    public void done(String kind, Supplier<String> line) {}
  }

  /** Retries and dead letters as records that name their subscription's epoch too. */
  private record Forms(LongSupplier wallMillis) implements DispositionForms {
    @Override
    public List<NewRecord> of(Disposition disposition) {
      SubscriptionSpec spec = disposition.subscription().spec();
      List<NewRecord.Header> headers = new ArrayList<>();
      String source = disposition.partition().toString() + ':' + disposition.record().offset();
      String origin =
          disposition.record().headers().retryOrigin().isEmpty()
              ? source
              : disposition.record().headers().retryOrigin();
      int attempt =
          switch (disposition) {
            case Disposition.Retry retried -> retried.attempt();
            case Disposition.Replay replayed -> replayed.attempt();
            case Disposition.DeadLetter givenUp -> givenUp.attempts();
          };
      disposition
          .record()
          .headers()
          .retry(attempt, spec.pluginKey(), origin)
          .forEach((name, value) -> headers.add(new NewRecord.Header(name, value)));
      headers.add(
          new NewRecord.Header(
              Oracle.EPOCH,
              Long.toString(disposition.subscription().epoch()).getBytes(Oracle.UTF)));
      headers.add(new NewRecord.Header(Oracle.SOURCE, source.getBytes(Oracle.UTF)));
      String topic =
          disposition instanceof Disposition.DeadLetter ? MemoryKafka.LETTERS : MemoryKafka.ERRORS;
      return List.of(
          NewRecord.keyed(
                  topic,
                  wallMillis.getAsLong(),
                  disposition.record().key(),
                  disposition.record().json())
              .with(headers));
    }

    @Override
    public NewRecord withoutEvent(Disposition disposition, String why) {
      throw new AssertionError(why);
    }
  }
}
