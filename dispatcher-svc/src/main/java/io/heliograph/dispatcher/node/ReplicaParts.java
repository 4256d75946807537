package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.cluster.FilterSource;
import io.heliograph.coordinator.cluster.Lending;
import io.heliograph.coordinator.cluster.PeerProviders;
import io.heliograph.coordinator.fetch.FetchGate;
import io.heliograph.coordinator.fetch.Fetches;
import io.heliograph.coordinator.fetch.PinnedBytes;
import io.heliograph.coordinator.log.CatchUpPace;
import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Notices;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.shard.Owners;
import io.heliograph.coordinator.shard.StatusKinds;
import io.heliograph.coordinator.state.CursorStore;
import io.heliograph.coordinator.state.LogEnds;
import io.heliograph.coordinator.state.StateSweep;
import io.heliograph.coordinator.state.SubscriptionStarter;
import io.heliograph.coordinator.state.Takeover;
import io.heliograph.dispatcher.cluster.PeerDirectory;
import io.heliograph.dispatcher.deadletter.DeadLetterIndex;
import io.heliograph.dispatcher.eventinfo.EventFinder;
import io.heliograph.dispatcher.kafka.KafkaChunkLoader;
import io.heliograph.dispatcher.kafka.KafkaLogReader;
import io.heliograph.dispatcher.kafka.KafkaOffsets;
import io.heliograph.dispatcher.kafka.KafkaStateLog;
import io.heliograph.dispatcher.kafka.StatusTail;
import io.heliograph.dispatcher.purge.DeletionLog;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;

/** The parts of one replica, wired; made once the topics exist. */
final class ReplicaParts {
  private static final Duration START = Duration.ofSeconds(60);
  private static final long DRAIN_SECONDS = 3;

  /** Only subscriptions that were fetched lately are asked of other replicas. */
  private static final long INTEREST_MILLIS = 60_000;

  final Owners owners;
  final PeerDirectory peers;
  final Lending lending;
  final Fetches fetches;
  final KafkaLogReader reader;
  final SubscriptionStarter subscriptions;
  final PinnedBytes pinned;
  final Takeover takeover;
  private final Admin admin;
  private final LogEnds ends;
  private final Notices notices = new LoggedNotices();
  private volatile boolean begun;
  private final KafkaChunkLoader loader;
  private final KafkaStateLog state;
  private final StatusTail statuses;
  final CursorStore store;
  final DeadLetterIndex deadLetters;
  final EventFinder finder;
  private final DeletionLog deletions;
  final StateSweep sweep;
  private final GroupOffsets groupOffsets;
  private final Housekeeping housekeeping;
  private final QueueWatch queueWatch;
  private final Duration retentionCheck;
  private final CoreMetrics metrics;

  ReplicaParts(ReplicaPlan plan) {
    ReplicaSettings settings = plan.settings();
    AtomicReference<CursorStore> storeLater = new AtomicReference<>();
    AtomicReference<KafkaChunkLoader> loaderLater = new AtomicReference<>();
    AtomicReference<KafkaLogReader> readerLater = new AtomicReference<>();
    AtomicReference<SubscriptionStarter> subscriptionsLater = new AtomicReference<>();
    FetchGate gate = () -> storeLater.get() != null && storeLater.get().mayHandOut();
    Owners.Surroundings around =
        new Owners.Surroundings(
            CoreForms.coreSettings(settings),
            settings.messagesMax(),
            plan.clock(),
            new LaterCatchUp(loaderLater::get),
            plan.topics(),
            plan.consequences().replays(),
            gate::open,
            new SecureRandom(),
            Waits.SYSTEM,
            CoreForms::failed);
    owners = new Owners(CoreForms.ownerThreads(settings), CoreForms.logBytesMax(settings), around);
    CatchUpPace pace = CoreForms.catchUpPace(settings, plan.clock());
    loader = new KafkaChunkLoader(plan.kafka(), settings.catchUpReaders(), pace, owners::loaded);
    loaderLater.set(loader);
    admin = plan.kafka().admin();
    ends = new LogEnds(new KafkaOffsets(admin));
    state =
        new KafkaStateLog(
            plan.kafka(),
            admin,
            plan.names().cursors(),
            new LaterListener(subscriptionsLater::get));
    statuses = statusTail(plan, () -> readerLater.get().retake());
    store = store(plan, () -> readerLater.get().rejoin());
    storeLater.set(store);
    subscriptions = subscriptions(plan);
    subscriptionsLater.set(subscriptions);
    takeover = takeover(plan);
    reader = new KafkaLogReader(plan.kafka(), plan.topics(), takeover, pace);
    readerLater.set(reader);
    peers = peers(plan);
    pinned = new PinnedBytes(CoreForms.answerBytesMax(settings));
    fetches = fetches(plan, gate, pace);
    FilterSource filters = plan.household().neighbourhood().filters();
    lending = new Lending(fetches.locals(), plan.clock(), subscriptions::find, filters);
    deadLetters = new DeadLetterIndex(plan.kafka(), plan.names().deadLetters());
    finder = new EventFinder(plan.kafka(), plan.topics(), plan.names().early());
    deletions = new DeletionLog(plan.kafka(), plan.names().deletions(), plan.household().purge());
    groupOffsets = new GroupOffsets(admin, plan.kafka(), owners, subscriptions::keys);
    queueWatch =
        new QueueWatch(plan.kafka().threads(), owners, subscriptions::keys, plan.metrics());
    sweep =
        new StateSweep(
            plan.kafka().writer(), plan.names().cursors(), state.table(), subscriptions, store);
    housekeeping = housekeeping(plan);
    metrics = plan.metrics();
    retentionCheck = plan.household().subscriptions().retentionCheck();
  }

  private Fetches fetches(ReplicaPlan plan, FetchGate gate, CatchUpPace pace) {
    return new Fetches(
        new Fetches.Parts(
            owners,
            subscriptions,
            plan.clock(),
            pinned,
            gate,
            pace,
            plan.metrics()::scanned,
            new PeerProviders(peers, pinned, Waits.SYSTEM),
            plan.pause()::stopsPlugins,
            new SecureRandom()));
  }

  private SubscriptionStarter subscriptions(ReplicaPlan plan) {
    return new SubscriptionStarter(
        new SubscriptionStarter.Parts(
            ends,
            plan.topics(),
            plan.topics(),
            owners,
            store,
            plan.pause(),
            plan.household().subscriptionLimits(),
            () -> Instant.ofEpochMilli(plan.clock().wallMillis()),
            notices,
            plan.clock()::monotonicMillis,
            Waits.SYSTEM));
  }

  private PeerDirectory peers(ReplicaPlan plan) {
    return new PeerDirectory(
        new PeerDirectory.Parts(
            plan.household().neighbourhood().vertx(),
            admin,
            plan.kafka(),
            owners,
            plan.household().neighbourhood().secret(),
            () -> subscriptions.fetchedSince(plan.clock().wallMillis() - INTEREST_MILLIS)));
  }

  private Housekeeping housekeeping(ReplicaPlan plan) {
    return new Housekeeping(
        plan.kafka().threads(),
        sweep,
        groupOffsets,
        plan.household().subscriptions().retention(),
        plan.clock()::wallMillis,
        plan.metrics()::deleted);
  }

  private CursorStore store(ReplicaPlan plan, Runnable fenced) {
    return new CursorStore(
        new CursorStore.Parts(
            state,
            plan.names().cursors(),
            plan.kafka().writer(),
            owners,
            statuses,
            plan.consequences().records(),
            plan.metrics(),
            notices,
            plan.clock(),
            Waits.SYSTEM,
            fenced));
  }

  private Takeover takeover(ReplicaPlan plan) {
    return new Takeover(
        new Takeover.Parts(
            state,
            state.table(),
            ends,
            owners,
            statuses,
            store,
            plan.settings().tailRecords(),
            CoreForms.takePauses(),
            plan.clock(),
            Waits.SYSTEM));
  }

  private StatusTail statusTail(ReplicaPlan plan, Runnable cut) {
    return new StatusTail(
        new StatusTail.Parts(
            plan.kafka(),
            plan.names().status(),
            owners,
            new StatusKinds(plan.settings().retryStatuses()),
            plan.metrics()::statusEffect,
            cut),
        plan.clock().wallMillis());
  }

  /** Starts everything, in the order in which the parts need each other. */
  void start(Turn turn, SupervisedThreads threads) throws Exception {
    Loops loops = new SupervisedLoops(threads);
    owners.start(loops);
    loader.start();
    // A replica that gets no partitions serves fetches too: it must know all subscriptions by then.
    turn.await(state.start(), START);
    turn.await(statuses.start(), START);
    turn.await(deletions.start(), START);
    store.start(loops);
    takeover.start(loops);
    reader.start();
    groupOffsets.start();
    housekeeping.start(retentionCheck, this::everySecond);
    queueWatch.start();
    peers.start();
    deadLetters.start();
  }

  /** Whether the group gave this replica its share, and it was taken as far as it can be. */
  boolean hasBegun() {
    begun = begun || (reader.assignedOnce() && takeover.isTried());
    return begun;
  }

  private void everySecond() {
    lending.expire();
    metrics.answers(pinned.current(), fetches.runningCount());
    metrics.subscriptions(subscriptions.known().size(), subscriptions.refusedCount());
    metrics.store(store.waitingWrites());
    metrics.refused(owners.intake().refusedCount());
    metrics.unstampable(fetches.unstampableCount());
    var unused = owners.loads().thenAccept(metrics::loads);
  }

  /**
   * Ends fetches under way with what they have, waits a little until their answers are written and
   * others have seen that we stop, then gives the partitions back.
   */
  void drain() {
    fetches.drain();
    long seenByAll =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3 * PeerDirectory.LOOK_MILLIS);
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    try {
      while (System.nanoTime() < giveUp
          && (System.nanoTime() < seenByAll
              || fetches.runningCount() > 0
              || lending.heldCount() > 0)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      reader.stop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the partitions back with everything stored, and ends. */
  void stop() throws InterruptedException {
    peers.stop();
    housekeeping.stop();
    queueWatch.stop();
    groupOffsets.stop();
    deadLetters.stop();
    deletions.stop();
    reader.stop();
    takeover.stop();
    store.stop();
    statuses.stop();
    state.stop();
    loader.stop();
    owners.stop();
    admin.close(Duration.ofSeconds(2));
  }
}
