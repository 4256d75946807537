package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.cluster.FilterSource;
import io.heliograph.coordinator.cluster.RemoteReservations;
import io.heliograph.coordinator.cluster.ReplicaProviders;
import io.heliograph.coordinator.fetch.Fetches;
import io.heliograph.coordinator.fetch.PinnedBytes;
import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Notices;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.shard.OwnershipGuard;
import io.heliograph.coordinator.shard.StatusKinds;
import io.heliograph.coordinator.state.CursorStore;
import io.heliograph.coordinator.state.LogEnds;
import io.heliograph.coordinator.state.StateCleaner;
import io.heliograph.coordinator.state.SubscriptionRegistry;
import io.heliograph.coordinator.state.Takeover;
import io.heliograph.dispatcher.cluster.ReplicaDirectory;
import io.heliograph.dispatcher.deadletter.DeadLetterIndex;
import io.heliograph.dispatcher.eventinfo.EventFinder;
import io.heliograph.dispatcher.kafka.KafkaHistoryLoader;
import io.heliograph.dispatcher.kafka.KafkaLogReader;
import io.heliograph.dispatcher.kafka.KafkaOffsets;
import io.heliograph.dispatcher.kafka.KafkaSettings;
import io.heliograph.dispatcher.kafka.KafkaStateLog;
import io.heliograph.dispatcher.kafka.StatusTail;
import io.heliograph.dispatcher.purge.DeletionLog;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** The parts of one replica, wired; made once the topics exist. */
final class CoordinatorAssembly {
  private static final Duration START = Duration.ofSeconds(60);
  private static final long DRAIN_SECONDS = 3;

  /** Only subscriptions that were fetched lately are asked of other replicas. */
  private static final long INTEREST_MILLIS = 60_000;

  private final KafkaSettings kafka;
  private final EventTopics topics;
  private final SystemTopics names;
  final CoordinatorRuntime coordinator;
  final ReplicaDirectory replicas;
  final RemoteReservations reservations;
  final Fetches fetches;
  final KafkaLogReader reader;
  final SubscriptionRegistry subscriptions;
  final PinnedBytes pinned;
  final Takeover takeover;
  private final Admin admin;
  private final LogEnds ends;
  private final Notices notices = new LoggedNotices();
  private volatile boolean begun;
  private final KafkaHistoryLoader loader;
  private final KafkaStateLog state;
  private final StatusTail statuses;
  final CursorStore store;
  final DeadLetterIndex deadLetters;
  final EventFinder finder;
  private final DeletionLog deletions;
  final StateCleaner cleaner;
  private final NodeTasks tasks;

  /** Some need each other: what is made later is asked for when it is used, after the start. */
  CoordinatorAssembly(
      AssemblyPlan plan, KafkaSettings kafka, EventTopics topics, SystemTopics names) {
    this.kafka = kafka;
    this.topics = topics;
    this.names = names;
    DispatcherSettings settings = plan.settings;
    OwnershipGuard gate = () -> store().ownershipConfirmed();
    HistoryRateLimiter pace = CoordinatorSizes.historyRateLimiter(settings, plan.clock);
    loader =
        new KafkaHistoryLoader(
            kafka, settings.catchUpReaders(), pace, (id, chunk) -> coordinator().loaded(id, chunk));
    CoordinatorRuntime.Surroundings around =
        new CoordinatorRuntime.Surroundings(
            CoordinatorSizes.shardSettings(settings),
            settings.messagesMax(),
            plan.clock,
            loader,
            topics,
            plan.replays,
            gate::open,
            new SecureRandom(),
            Waits.SYSTEM,
            CoordinatorSizes::failed);
    coordinator =
        new CoordinatorRuntime(
            CoordinatorSizes.ownerThreads(settings),
            CoordinatorSizes.logBytesMax(settings),
            around);
    admin = kafka.admin();
    ends = new LogEnds(new KafkaOffsets(admin));
    state = new KafkaStateLog(kafka, admin, names.cursors(), this::registry);
    statuses = statusTail(plan, () -> reader().retake());
    store = store(plan, () -> reader().rejoin());
    subscriptions = subscriptions(plan);
    takeover = takeover(plan);
    reader = new KafkaLogReader(kafka, topics, takeover, pace);
    replicas = replicas(plan);
    pinned = new PinnedBytes(CoordinatorSizes.answerBytesMax(settings));
    fetches = fetches(plan, gate, pace);
    FilterSource filters = plan.cluster.filters();
    reservations =
        new RemoteReservations(fetches.locals(), plan.clock, subscriptions::find, filters);
    deadLetters = new DeadLetterIndex(kafka, names.deadLetters());
    finder = new EventFinder(kafka, topics, names.early());
    deletions = new DeletionLog(kafka, names.deletions(), plan.purge);
    cleaner =
        new StateCleaner(kafka.writer(), names.cursors(), state.table(), subscriptions, store);
    tasks = new NodeTasks(this, plan, kafka, admin);
  }

  private CursorStore store() {
    return store;
  }

  private CoordinatorRuntime coordinator() {
    return coordinator;
  }

  private SubscriptionRegistry registry() {
    return subscriptions;
  }

  private KafkaLogReader reader() {
    return reader;
  }

  private Fetches fetches(AssemblyPlan plan, OwnershipGuard gate, HistoryRateLimiter pace) {
    return new Fetches(
        new Fetches.Parts(
            coordinator,
            subscriptions,
            plan.clock,
            pinned,
            gate,
            pace,
            plan.metrics::scanned,
            new ReplicaProviders(replicas, pinned, Waits.SYSTEM),
            plan.pause::stopsPlugins,
            new SecureRandom()));
  }

  private SubscriptionRegistry subscriptions(AssemblyPlan plan) {
    return new SubscriptionRegistry(
        new SubscriptionRegistry.Parts(
            ends,
            topics,
            topics,
            coordinator,
            store,
            plan.pause,
            CoordinatorSizes.subscriptionLimits(plan.subscriptions),
            () -> Instant.ofEpochMilli(plan.clock.wallMillis()),
            notices,
            plan.clock::monotonicMillis,
            Waits.SYSTEM));
  }

  private ReplicaDirectory replicas(AssemblyPlan plan) {
    return new ReplicaDirectory(
        new ReplicaDirectory.Parts(
            plan.cluster.vertx(),
            admin,
            kafka,
            coordinator,
            plan.cluster.secret(),
            () -> subscriptions.fetchedSince(plan.clock.wallMillis() - INTEREST_MILLIS)));
  }

  private CursorStore store(AssemblyPlan plan, Runnable fenced) {
    return new CursorStore(
        new CursorStore.Parts(
            state,
            names.cursors(),
            kafka.writer(),
            coordinator,
            statuses,
            plan.dispositions,
            plan.metrics,
            notices,
            plan.clock,
            Waits.SYSTEM,
            fenced));
  }

  private Takeover takeover(AssemblyPlan plan) {
    return new Takeover(
        new Takeover.Parts(
            state,
            state.table(),
            ends,
            coordinator,
            statuses,
            store,
            plan.settings.tailRecords(),
            CoordinatorSizes.takePauses(),
            plan.clock,
            Waits.SYSTEM));
  }

  private StatusTail statusTail(AssemblyPlan plan, Runnable cut) {
    return new StatusTail(
        new StatusTail.Parts(
            kafka,
            names.status(),
            coordinator,
            new StatusKinds(plan.settings.retryStatuses()),
            plan.metrics::statusEffect,
            cut),
        plan.clock.wallMillis());
  }

  /** Starts everything, in the order in which the parts need each other. */
  void start(Turn turn, SupervisedThreads threads) throws Exception {
    Loops loops = new SupervisedLoops(threads);
    coordinator.start(loops);
    loader.start();
    // A replica that gets no partitions serves fetches too: it must know all subscriptions by then.
    turn.await(state.start(), START);
    turn.await(statuses.start(), START);
    turn.await(deletions.start(), START);
    store.start(loops);
    takeover.start(loops);
    reader.start();
    tasks.start();
    replicas.start();
    deadLetters.start();
  }

  /** Whether the group gave this replica its share, and it was taken as far as it can be. */
  boolean hasBegun() {
    begun = begun || (reader.assignedOnce() && takeover.isTried());
    return begun;
  }

  /**
   * Ends fetches under way with what they have, waits a little until their answers are written and
   * others have seen that we stop, then gives the partitions back.
   */
  void drain() {
    fetches.drain();
    long seenByAll =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3 * ReplicaDirectory.LOOK_MILLIS);
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    try {
      while (System.nanoTime() < giveUp
          && (System.nanoTime() < seenByAll
              || fetches.runningCount() > 0
              || reservations.heldCount() > 0)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      reader.stop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the partitions back with everything stored, and ends. */
  void stop() throws InterruptedException {
    replicas.stop();
    tasks.stop();
    deadLetters.stop();
    deletions.stop();
    reader.stop();
    takeover.stop();
    store.stop();
    statuses.stop();
    state.stop();
    loader.stop();
    coordinator.stop();
    admin.close(Duration.ofSeconds(2));
  }
}
