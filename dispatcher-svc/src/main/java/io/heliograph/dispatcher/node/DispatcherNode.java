package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.cluster.Depths;
import io.heliograph.coordinator.cluster.Readiness;
import io.heliograph.coordinator.cluster.RemoteReservations;
import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.fetch.EventSource;
import io.heliograph.coordinator.fetch.FetchOrder;
import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.pause.Pause;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.view.DeliveryProgress;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.dispatcher.cluster.ReplicaEndpoint;
import io.heliograph.dispatcher.deadletter.DeadLetterIndex;
import io.heliograph.dispatcher.deadletter.DeadLetterStore;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.eventinfo.EventFinder;
import io.heliograph.dispatcher.eventinfo.EventLocator;
import io.heliograph.dispatcher.fetch.KnownSubscriptions;
import io.heliograph.dispatcher.kafka.KafkaCluster;
import io.heliograph.dispatcher.kafka.KafkaSettings;
import io.heliograph.dispatcher.kafka.Ordinal;
import io.heliograph.dispatcher.pause.PauseStore;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.event.Topics;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.Turn;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The life of one replica: waits for the topics, starts the core, drains it at the end. Until then
 * a fetch is answered 503.
 */
@ApplicationScoped
public class DispatcherNode
    implements EventSource,
        DeadLetterStore,
        KnownSubscriptions,
        PauseStore,
        ReplicaEndpoint,
        EventLocator {
  private static final Logger LOG = Logger.getLogger(DispatcherNode.class);
  private static final long DRAIN_SECONDS = 15;
  private static final Duration COMMIT_AGE_MAX = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final KafkaCluster kafka;
  private final DispatcherSettings settings;
  private final Ordinal ordinal;
  private final TopicCatalogue catalogue;
  private final Pause pause;
  private final AssemblyPlan plan;
  private final SystemTopics names;
  private final EventTopics eventTopics;
  private volatile @Nullable SupervisedThread starter;
  private volatile @Nullable CoordinatorAssembly parts;
  private volatile boolean stopping;
  private final ExecutorService drain =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("drain").unstarted(task));

  DispatcherNode(
      KafkaCluster kafka,
      DispatcherSettings settings,
      Ordinal ordinal,
      TopicCatalogue catalogue,
      Topics topics,
      Pause pause,
      AssemblyPlan plan) {
    this.kafka = kafka;
    this.settings = settings;
    this.ordinal = ordinal;
    this.catalogue = catalogue;
    this.pause = pause;
    this.plan = plan;
    this.names = SystemTopics.of(topics);
    this.eventTopics = new EventTopics(topics, catalogue);
  }

  void start(@Observes StartupEvent started) {
    starter = kafka.threads().start("replica-start", this::begin);
  }

  /** Starts the core; one that starts half is stopped before the next try. */
  private void begin(Turn turn) throws Exception {
    while (!isThere(catalogue.snapshot().keySet())) {
      if (!turn.pause(LOOK)) {
        return;
      }
    }
    CoordinatorAssembly made = assemble();
    made.coordinator.holding(pause::holds);
    try {
      made.start(turn, kafka.threads());
    } catch (Exception failure) {
      made.stop();
      throw failure;
    }
    parts = made;
    while (turn.running()) {
      boolean unused = turn.pause(IDLE);
    }
  }

  private boolean isThere(Set<String> found) {
    return found.containsAll(List.of(names.cursors(), names.status(), names.deletions()));
  }

  private CoordinatorAssembly assemble() {
    String incarnation = Long.toUnsignedString(new SecureRandom().nextLong(), 36);
    KafkaSettings self = new KafkaSettings(kafka, ordinal.value(), settings.address(), incarnation);
    return new CoordinatorAssembly(plan, self, eventTopics, names);
  }

  /** The first thing at the end: what is under way is answered, the partitions go to others. */
  void drain(@Observes ShutdownDelayInitiatedEvent asked) {
    stopping = true;
    CoordinatorAssembly running = parts;
    if (running != null) {
      drain.execute(running::drain);
    }
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stopping = true;
    SupervisedThread begun = starter;
    if (begun != null) {
      boolean unused = begun.stop(STOP);
    }
    drain.shutdown();
    boolean drained = drain.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
    CoordinatorAssembly running = parts;
    if (running != null) {
      running.stop();
    }
    LOG.debugf("drained=%s", drained);
  }

  /**
   * What this replica lacks to do its work; empty when nothing. An idle replica commits every
   * second, so a commit that is long ago means that Kafka, or the group, is away.
   */
  public String missing() {
    CoordinatorAssembly running = parts;
    if (running == null) {
      return "the core: it starts";
    }
    if (!running.hasBegun()) {
      return "partitions: the group has given none, or they are being taken";
    }
    return running.store.sinceCommit().compareTo(COMMIT_AGE_MAX) > 0
        ? "kafka: no transaction was committed in the last 10 s"
        : "";
  }

  /** Partitions that are ours and cannot be taken at the moment. */
  public int waitingPartitions() {
    CoordinatorAssembly running = parts;
    return running == null ? 0 : running.takeover.waitingCount();
  }

  @Override
  public RunningFetch fetch(FetchOrder order) {
    return running().fetches.fetch(order);
  }

  @Override
  public DeadLetterIndex deadLetters() {
    return running().deadLetters;
  }

  @Override
  public boolean subscribed(String pluginKey) {
    return running().subscriptions.knows(pluginKey);
  }

  @Override
  public CompletionStage<Void> write(List<NewRecord> records) {
    return running().store.write(records);
  }

  @Override
  public Pause pause() {
    return pause;
  }

  @Override
  public CompletionStage<Void> hold(Hold hold) {
    return running().cleaner.hold(hold);
  }

  @Override
  public List<String> forgettable() {
    return running().subscriptions.known().stream()
        .filter(one -> one.spec().active())
        .map(Subscription::pluginKey)
        .sorted()
        .toList();
  }

  @Override
  public CompletionStage<Void> set(long stampMillis) {
    return running().cleaner.pause(stampMillis);
  }

  @Override
  public RemoteReservations reservations() {
    return running().reservations;
  }

  @Override
  public void settled(String process, long batch, Settlement settlement, List<Integer> takes) {
    CoordinatorAssembly known = parts;
    if (known != null) {
      known.reservations.settle(process, batch, settlement, takes);
    }
  }

  /**
   * While it stops, a replica says that it is no owner: what others have reserved of it is not
   * handed out any more.
   */
  @Override
  public CompletionStage<Readiness> readiness(List<String> pluginKeys) {
    CoordinatorAssembly known = parts;
    if (known == null) {
      throw HubException.busy(ErrorCode.UNAVAILABLE, "the hub is starting");
    }
    return known
        .coordinator
        .readiness(pluginKeys)
        .thenApply(
            queues ->
                new Readiness(
                    known.replicas.process(),
                    !stopping && known.store.ownershipConfirmed(),
                    queues));
  }

  @Override
  public CompletionStage<List<DeliveryProgress>> progress(DeliveryProgressQuery question) {
    return running().coordinator.progress(question);
  }

  @Override
  public EventFinder finder() {
    return running().finder;
  }

  @Override
  public CompletionStage<List<DeliveryProgress>> progressEverywhere(
      DeliveryProgressQuery question) {
    return running().replicas.progress(question);
  }

  @Override
  public CompletionStage<Map<QueueName, QueueDepth>> depths(List<String> pluginKeys) {
    return Depths.of(running().coordinator, pluginKeys);
  }

  @Override
  public void confirmed(Confirmation confirmation) {
    running().fetches.confirmed(confirmation);
  }

  /** The parts, or 503 while they start or stop. */
  CoordinatorAssembly running() {
    CoordinatorAssembly running = parts;
    if (running == null || stopping || !running.hasBegun()) {
      throw HubException.busy(ErrorCode.UNAVAILABLE, "the hub is starting or stopping");
    }
    return running;
  }
}
