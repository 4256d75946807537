package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.log.KafkaChunkLoader;
import io.heliograph.dispatcher.log.KafkaLogReader;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.owner.CoreClock;
import io.heliograph.dispatcher.owner.CoreSettings;
import io.heliograph.dispatcher.owner.FetchGate;
import io.heliograph.dispatcher.owner.Fetches;
import io.heliograph.dispatcher.owner.Owners;
import io.heliograph.dispatcher.owner.PinnedBytes;
import io.heliograph.dispatcher.store.CursorStore;
import io.heliograph.dispatcher.store.GivenUpRecords;
import io.heliograph.dispatcher.store.StateReader;
import io.heliograph.dispatcher.store.StatusTail;
import io.heliograph.dispatcher.store.SubscriptionStarter;
import io.heliograph.dispatcher.store.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/** The parts of one replica, wired; made once the topics exist. */
final class ReplicaParts {
  private static final Logger LOG = Logger.getLogger(ReplicaParts.class);

  final Owners owners;
  final Fetches fetches;
  final KafkaLogReader reader;
  final SubscriptionStarter subscriptions;
  final PinnedBytes pinned;
  private final Admin admin;
  private final KafkaChunkLoader loader;
  private final StateReader state;
  private final StatusTail statuses;
  private final CursorStore store;
  private final GroupOffsets groupOffsets;

  /** What the parts are made from. */
  record Plan(
      KafkaSettings kafka,
      ReplicaSettings settings,
      EventTopics topics,
      SystemTopics names,
      CoreClock clock,
      GivenUpRecords consequences,
      CoreMetrics metrics) {}

  ReplicaParts(Plan plan) {
    ReplicaSettings settings = plan.settings;
    AtomicReference<CursorStore> storeLater = new AtomicReference<>();
    AtomicReference<KafkaChunkLoader> loaderLater = new AtomicReference<>();
    AtomicReference<KafkaLogReader> readerLater = new AtomicReference<>();
    AtomicReference<SubscriptionStarter> subscriptionsLater = new AtomicReference<>();
    FetchGate gate = () -> storeLater.get() != null && storeLater.get().mayHandOut();
    Owners.Surroundings around =
        new Owners.Surroundings(
            coreSettings(settings),
            plan.clock,
            (partition, offset) -> loaderLater.get().load(partition, offset),
            plan.topics,
            gate::open,
            failure -> LOG.error("an owner's message failed", failure));
    owners = new Owners(ownerThreads(settings), settings.logBytesMax(), around);
    loader = new KafkaChunkLoader(plan.kafka, settings.catchUpReaders(), owners::loaded);
    loaderLater.set(loader);
    admin = Admin.create(plan.kafka.with(Map.of()));
    state =
        new StateReader(
            plan.kafka, plan.names.cursors(), read -> subscriptionsLater.get().learned(read));
    statuses = new StatusTail(plan.kafka, plan.names.status(), owners, plan.metrics::statusEffect);
    store =
        new CursorStore(
            new CursorStore.Parts(
                plan.kafka,
                plan.names.cursors(),
                owners,
                statuses,
                plan.consequences::of,
                () -> readerLater.get().rejoin()));
    storeLater.set(store);
    subscriptions =
        new SubscriptionStarter(
            new SubscriptionStarter.Parts(
                admin,
                plan.topics,
                plan.topics,
                owners,
                store,
                () -> Instant.ofEpochMilli(plan.clock.wallMillis())));
    subscriptionsLater.set(subscriptions);
    Takeover takeover =
        new Takeover(
            new Takeover.Parts(
                plan.kafka,
                admin,
                owners,
                state,
                statuses,
                store,
                plan.names.cursors(),
                settings.tailRecords()));
    reader = new KafkaLogReader(plan.kafka, plan.topics, takeover);
    readerLater.set(reader);
    pinned = new PinnedBytes(settings.answerBytesMax());
    fetches = new Fetches(owners, subscriptions, plan.clock, pinned, gate);
    groupOffsets = new GroupOffsets(admin, plan.kafka, owners);
  }

  private static CoreSettings coreSettings(ReplicaSettings settings) {
    return new CoreSettings(
        settings.lease().toMillis(),
        settings.attemptsMax(),
        settings.openItemsMax(),
        settings.sliceRecords(),
        settings.retryDelay().toMillis());
  }

  private static int ownerThreads(ReplicaSettings settings) {
    return settings.ownerThreads() > 0
        ? settings.ownerThreads()
        : Runtime.getRuntime().availableProcessors();
  }

  /** Starts everything, in the order in which the parts need each other. Blocks for a moment. */
  void start() throws Exception {
    owners.start();
    loader.start();
    state.start();
    statuses.start().get(60, TimeUnit.SECONDS);
    store.start();
    reader.start();
    groupOffsets.start();
  }

  /** Gives the partitions back with everything stored, and ends. */
  void stop() throws InterruptedException {
    groupOffsets.stop();
    reader.stop();
    store.stop();
    statuses.stop();
    state.stop();
    loader.stop();
    owners.stop();
    admin.close(Duration.ofSeconds(2));
  }
}
