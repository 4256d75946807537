package io.heliograph.injector.inject;

import io.heliograph.event.Topics;
import io.heliograph.injector.insert.InsertFollower;
import io.heliograph.injector.topic.KafkaClients;
import io.heliograph.injector.topic.ReplicaSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;

/**
 * The injection thread: a session after the other. It begins when all inserts are in memory. After
 * a failure it forgets what it knew and begins where Kafka says, with growing pauses.
 */
@ApplicationScoped
public class InjectionLoop {
  private static final Logger LOG = Logger.getLogger(InjectionLoop.class);
  private static final int DOUBLING_MAX = 10;

  /** Below what {@link Topics#ofInjector()} keeps. */
  private static final Duration LOOK_BACK_MAX = Duration.ofDays(29);

  private static final long CAUGHT_UP_CHECK_MILLIS = 50;

  private final KafkaClients clients;
  private final InsertFollower follower;
  private final InjectionSettings settings;
  private final Parts parts;
  private final Session.Tools tools;
  private final BatchLimit limit;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean ready;
  private int failures;

  InjectionLoop(
      KafkaClients clients,
      InsertFollower follower,
      InjectionSettings settings,
      Parts parts,
      ToolBox tools) {
    this.clients = clients;
    this.follower = follower;
    this.settings = settings;
    this.parts = parts;
    this.tools = tools.tools;
    this.limit = new BatchLimit(settings.childrenMax());
    if (settings.lookBack().compareTo(LOOK_BACK_MAX) > 0) {
      throw new IllegalStateException(
          "hub.injection.look-back must be at most " + LOOK_BACK_MAX + ": notes are kept so long");
    }
    this.thread = Thread.ofPlatform().daemon().name("injection").unstarted(this::run);
  }

  /** What the sessions are made of. */
  @Singleton
  record Parts(Topics topics, ReplicaSettings replica, InjectedLog injected, InstantSource clock) {}

  /** What the sessions work with. */
  @Singleton
  static final class ToolBox {
    private final Session.Tools tools;

    ToolBox(
        io.heliograph.injector.topic.TopicWatch topics,
        io.heliograph.injector.insert.Inserts inserts,
        Planner planner,
        io.heliograph.injector.copy.ContentCopies copies,
        InjectionMetrics metrics) {
      tools = new Session.Tools(topics, inserts, planner, copies, metrics);
    }
  }

  void start(@Observes StartupEvent started) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stopping.countDown();
    thread.join(TimeUnit.SECONDS.toMillis(10));
  }

  /** Whether all inserts are in memory and parents are read. */
  boolean isReady() {
    return ready && follower.caughtUp();
  }

  private void run() {
    try {
      while (!follower.caughtUp()) {
        if (stopping.await(CAUGHT_UP_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      while (stopping.getCount() > 0) {
        session();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void session() throws InterruptedException {
    int slot = parts.replica.slot();
    try (Admin admin = clients.admin("group");
        LookBackReader lookBack =
            new LookBackReader(clients, parts.injected, parts.clock, settings.lookBack());
        KafkaConsumer<byte[], byte[]> consumer = clients.member(settings.recordsMax());
        Transactions transactions =
            new Transactions(
                clients.transactionalProducer(),
                parts.topics.injected(),
                parts.clock,
                tools.metrics(),
                limit)) {
      DeadReplicas dead = new DeadReplicas(clients, admin, slot);
      Assignment assignment = new Assignment(consumer, tools.inserts(), dead, slot);
      Session session = new Session(consumer, transactions, assignment, lookBack, tools);
      while (stopping.getCount() > 0) {
        session.turn();
        ready = session.isMember();
        failures = 0;
      }
      assignment.commit();
    } catch (KafkaException | IllegalStateException failure) {
      failed(failure);
    } catch (RuntimeException unexpected) {
      // Whatever it is, this thread must not end: nobody else injects what this replica has.
      LOG.error("a session ended in a way that is not known", unexpected);
      failed(unexpected);
    } finally {
      ready = false;
    }
  }

  private void failed(RuntimeException failure) throws InterruptedException {
    tools.metrics().restarted();
    failures++;
    long factor = 1L << Math.min(failures - 1, DOUBLING_MAX);
    long pause = Math.min(settings.pause().toMillis() * factor, settings.pauseMax().toMillis());
    if (failure instanceof ProducerFencedException) {
      LOG.errorf("fenced: does another process have hub.injector.slot=%d?", parts.replica.slot());
    }
    LOG.warnf("injection paused millis=%d reason=%s", pause, failure.toString());
    var unused = stopping.await(pause, TimeUnit.MILLISECONDS);
  }
}
