package io.heliograph.injector.inject;

import io.heliograph.event.Topics;
import io.heliograph.injector.copy.ContentCopies;
import io.heliograph.injector.insert.InsertFollower;
import io.heliograph.injector.insert.Inserts;
import io.heliograph.injector.topic.InjectorClients;
import io.heliograph.injector.topic.ReplicaSettings;
import io.heliograph.injector.topic.TopicWatch;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The injection thread: a session after the other. It begins when all inserts are in memory, and
 * ends when they are read again. After a failure it forgets what it knew and begins where Kafka
 * says, with pauses that grow until a session has lasted a minute.
 */
@ApplicationScoped
public class InjectionLoop {
  private static final Logger LOG = Logger.getLogger(InjectionLoop.class);

  /** Below what {@link Topics#ofInjector()} keeps. */
  private static final Duration LOOK_BACK_MAX = Duration.ofDays(29);

  private static final Duration CAUGHT_UP_CHECK = Duration.ofMillis(50);
  private static final long STEADY_NANOS = Duration.ofMinutes(1).toNanos();

  private final InsertFollower follower;
  private final InjectionSettings settings;
  private final Parts parts;
  private final ToolBox tools;
  private final BatchLimit limit;
  private @Nullable SupervisedThread thread;
  private volatile boolean ready;
  private volatile boolean fenced;
  private int fencings;

  /** The inserts as the last session had them whose progress was committed; 0 before. */
  private int settledGeneration;

  InjectionLoop(InsertFollower follower, InjectionSettings settings, Parts parts, ToolBox tools) {
    this.follower = follower;
    this.settings = settings;
    this.parts = parts;
    this.tools = tools;
    this.limit = new BatchLimit(settings.childrenMax());
    if (settings.lookBack().compareTo(LOOK_BACK_MAX) > 0) {
      throw new IllegalStateException(
          "hub.injection.look-back must be at most "
              + LOOK_BACK_MAX
              + ", the retention of hub.injected");
    }
  }

  /** What the sessions are made of. */
  @Singleton
  record Parts(
      InjectorClients clients,
      Topics topics,
      ReplicaSettings replica,
      InjectedLog injected,
      InstantSource clock,
      SupervisedThreads threads) {}

  /** What the sessions work with. */
  @Singleton
  record ToolBox(
      TopicWatch topics,
      Inserts inserts,
      Planner planner,
      Limits limits,
      ContentCopies copies,
      InjectionMetrics metrics,
      PassedOver passedOver) {

    Map<String, Uuid> parentTopics() {
      Map<String, Uuid> known = new HashMap<>(topics.known());
      known.keySet().retainAll(topics.ofParents());
      return known;
    }
  }

  void start(@Observes StartupEvent started) {
    thread =
        parts.threads.start(
            "injection", new Backoff(settings.pause(), settings.pauseMax()), this::run);
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    if (thread != null) {
      var unused = thread.stop(Duration.ofSeconds(10));
    }
  }

  /** Whether the group has given this replica its share, and parents are read. */
  boolean isMember() {
    return ready;
  }

  /** Whether another process took this one's transactional id, and this one waits. */
  boolean isFenced() {
    return fenced;
  }

  private void run(Turn turn) throws InterruptedException {
    while (turn.running()) {
      if (follower.caughtUp()) {
        guarded(turn);
      } else {
        var unused = turn.pause(CAUGHT_UP_CHECK);
      }
    }
  }

  private void guarded(Turn turn) throws InterruptedException {
    long begunNanos = System.nanoTime();
    try {
      session(turn);
    } catch (RuntimeException failure) {
      tools.metrics.restarted();
      if (System.nanoTime() - begunNanos > STEADY_NANOS) {
        fencings = 0;
      }
      if (isFencing(failure)) {
        fenced(turn);
      }
      throw failure;
    } finally {
      ready = false;
    }
  }

  private static boolean isFencing(RuntimeException failure) {
    return isFencingItself(failure) || isFencingItself(failure.getCause());
  }

  private static boolean isFencingItself(@Nullable Throwable failure) {
    return failure instanceof ProducerFencedException
        || failure instanceof InvalidProducerEpochException;
  }

  /** Two that have one slot would fence each other for ever: each time the pause is longer. */
  private void fenced(Turn turn) throws InterruptedException {
    fencings++;
    Duration pause =
        new Backoff(settings.pause(), settings.fencedPauseMax())
            .after(fencings, ThreadLocalRandom.current());
    LOG.errorf(
        "fenced: another process has the same hub.injector.slot slot=%d pause_ms=%d",
        parts.replica.slot(), pause.toMillis());
    fenced = true;
    try {
      var unused = turn.pause(pause);
    } finally {
      fenced = false;
    }
  }

  private void session(Turn turn) throws InterruptedException {
    InjectorClients clients = parts.clients;
    int slot = parts.replica.slot();
    boolean setBack = settledGeneration != 0 && settledGeneration != tools.inserts.generation();
    Assignment.Epoch epoch = Assignment.Epoch.of(tools.inserts, setBack);
    try (Admin admin = clients.admin("group");
        LookBackReader scans = new LookBackReader(clients, parts.injected, scanSurroundings());
        KafkaConsumer<byte[], byte[]> consumer = clients.member(settings.recordsMax());
        Roots roots = new Roots(clients, parts.topics, rootSurroundings(), turn);
        Transactions transactions =
            new Transactions(clients.transactionalProducer(), writing(), turn)) {
      turn.beat();
      GroupAdmin group = new GroupAdmin(admin, new StaleTransactionFencer(clients, admin, slot));
      Assignment assignment = new Assignment(consumer, epoch, group, slot);
      Session session =
          new Session(
              new Intake(consumer, assignment, tools::parentTopics),
              transactions,
              assignment,
              new LookBacks(assignment, scans, tools.inserts),
              sessionTools(roots));
      while (turn.running() && follower.caughtUp() && !session.isOver()) {
        session.turn();
        turn.beat();
        ready = session.isMember();
        if (session.isSettled()) {
          settledGeneration = epoch.generation();
        }
      }
      assignment.commit();
    }
    if (turn.running()) {
      LOG.warn("inserts are read again, parents are paused until then");
    }
  }

  private LookBackReader.Surroundings scanSurroundings() {
    return new LookBackReader.Surroundings(
        parts.clock, settings.lookBack(), tools.planner, parts.threads);
  }

  private Roots.Surroundings rootSurroundings() {
    return new Roots.Surroundings(parts.clock, settings, tools.limits);
  }

  private Transactions.Surroundings writing() {
    return new Transactions.Surroundings(
        parts.topics.injected(), parts.clock, tools.metrics, limit);
  }

  private Session.Tools sessionTools(Roots roots) {
    return new Session.Tools(
        tools.planner, tools.copies::copy, roots, tools.metrics, tools.passedOver);
  }
}
