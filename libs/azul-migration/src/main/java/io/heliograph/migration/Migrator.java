package io.heliograph.migration;

import io.heliograph.dispatcher.disk.DiskRoom;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.pause.Pauses;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.event.Topics;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs migrations on the replica that leads, the oldest first and one at a time, on a thread of its
 * own; a failed attempt is repeated after a growing wait, from where the log says it got to.
 * Plugins are paused from before the first copy until the migration has ended, whatever happens to
 * processes meanwhile: the pause is ended before the end is written.
 */
@Singleton
final class Migrator {
  private static final Logger LOG = Logger.getLogger(Migrator.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final long FIRST_WAIT_MILLIS = 1_000;
  private static final long PAUSE_LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration PAUSE_WRITTEN = Duration.ofSeconds(30);

  private final Pauses pauses;
  private final CopyRuns runs;
  private final MigrationSettings settings;
  private final MigrationMetrics metrics;
  private final TopicCatalogue catalogue;
  private final InstantSource clock;
  private final DiskRoom room;
  private final String topic;
  private final MigrationBook book;
  private final MigrationLog log;
  private final Lead lead;
  private final SupervisedThreads threads;
  private volatile @Nullable SupervisedThread thread;
  private volatile @Nullable Turn turn;
  private volatile boolean stopping;
  private volatile boolean ready;
  private volatile String trouble = "";
  private @Nullable Long pausedAtNanos;

  Migrator(
      CopyRuns runs,
      Pauses pauses,
      TopicCatalogue catalogue,
      Topics topics,
      InstantSource clock,
      DiskRoom room) {
    this.room = room;
    this.runs = runs;
    this.pauses = pauses;
    this.settings = runs.settings();
    this.metrics = runs.metrics();
    this.catalogue = catalogue;
    this.clock = clock;
    this.topic = topics.migrations();
    KafkaSettings kafka = runs.kafka();
    this.threads = kafka.threads();
    this.book = new MigrationBook(clock);
    this.log = new MigrationLog(kafka, topic, book);
    this.lead = new Lead(kafka, topic);
  }

  void start(@Observes StartupEvent started) {
    thread = threads.start("migrator", this::run);
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stopping = true;
    SupervisedThread begun = thread;
    if (begun != null) {
      boolean unused = begun.stop(STOP);
    }
    if (ready) {
      lead.stop();
      log.stop();
    }
  }

  /**
   * What is known.
   *
   * @throws HubException while the hub is starting or stopping
   */
  MigrationBook book() {
    requireReady();
    return book;
  }

  /**
   * Where more is written.
   *
   * @throws HubException while the hub is starting or stopping
   */
  MigrationLog log() {
    requireReady();
    return log;
  }

  String trouble() {
    return trouble;
  }

  private void requireReady() {
    if (!ready || stopping) {
      throw HubException.busy(ErrorCode.UNAVAILABLE, "the hub is starting or stopping");
    }
  }

  private void run(Turn turn) throws InterruptedException {
    this.turn = turn;
    while (!catalogue.snapshot().containsKey(topic)) {
      if (!turn.pause(LOOK)) {
        return;
      }
    }
    if (!ready) {
      var known = log.start();
      while (!known.isDone()) {
        if (!turn.pause(LOOK)) {
          return;
        }
      }
      ready = true;
      lead.start();
    }
    long wait = FIRST_WAIT_MILLIS;
    while (turn.running()) {
      turn.beat();
      try {
        work();
        trouble = "";
        wait = FIRST_WAIT_MILLIS;
        boolean unused = turn.pause(LOOK);
      } catch (HubException | KafkaException | TimeoutException | CompletionException failure) {
        failed(failure, wait);
        wait = Math.min(2 * wait, settings.retryWaitMax().toMillis());
      } catch (RuntimeException defect) {
        LOG.error("a migration failed", defect);
        failed(defect, wait);
        wait = Math.min(2 * wait, settings.retryWaitMax().toMillis());
      }
    }
  }

  private void failed(RuntimeException failure, long waitMillis) throws InterruptedException {
    trouble =
        failure instanceof HubException told
            ? told.detail()
            : "an attempt failed: " + failure.getClass().getSimpleName();
    metrics.failed();
    LOG.warnf("migration: %s; again in %d ms", failure.toString(), waitMillis);
    boolean unused = turn().pause(Duration.ofMillis(waitMillis));
  }

  private Turn turn() {
    return Objects.requireNonNull(turn, "on the migrator's thread");
  }

  private void work() throws InterruptedException {
    Optional<Migration> open = lead.leads() ? book.open() : Optional.empty();
    if (open.isEmpty()) {
      pausedAtNanos = null;
      return;
    }
    Migration migration = open.get();
    switch (migration.state()) {
      case RUNNING -> copy(migration);
      case PAUSED -> keepPluginsPaused();
      case CANCELLING -> end(migration, true);
      case CANCELLED, DONE -> {
        // Not open.
      }
    }
  }

  private void copy(Migration migration) throws InterruptedException {
    String id = migration.id();
    keepPluginsPaused();
    room.requireForEvents();
    try (CopyRun run = runs.begin(migration, log, book, () -> isKept(id))) {
      trouble = "";
      Pace pace = new Pace(settings.recordsPerSecondMax(), System.nanoTime());
      int copied = 0;
      while (copied >= 0 && mayGoOn(id)) {
        turn().beat();
        metrics.doing(true, run.remaining());
        keepPluginsPaused();
        room.requireForEvents();
        copied = run.step();
        long due = System.nanoTime() + pace.after(Math.max(0, copied), System.nanoTime());
        while (due - System.nanoTime() > 0 && mayGoOn(id)) {
          long left = Math.min(LOOK.toNanos(), due - System.nanoTime() + 1_000_000);
          boolean unused = turn().pause(Duration.ofNanos(Math.max(left, 1)));
        }
      }
      if (copied < 0) {
        end(migration, false);
      }
    } finally {
      metrics.doing(false, 0);
    }
  }

  private boolean isKept(String id) {
    keepPluginsPaused();
    return mayGoOn(id);
  }

  private boolean mayGoOn(String id) {
    return !stopping && lead.leads() && book.state(id) == State.RUNNING;
  }

  /** Returns when plugins are paused for longer than until the next call. */
  private void keepPluginsPaused() {
    long now = System.nanoTime();
    Long last = pausedAtNanos;
    turn().beat();
    if (last == null || now - last >= PAUSE_LOOK_NANOS) {
      pauses.set().await().atMost(PAUSE_WRITTEN);
      pausedAtNanos = now;
    }
  }

  private void end(Migration migration, boolean cancelled) {
    if (!migration.definition().pausedBefore()) {
      pauses.end().await().atMost(PAUSE_WRITTEN);
    }
    pausedAtNanos = null;
    log.write(
        List.of(
            log.record(
                MigrationCodec.endKey(migration.id()),
                MigrationCodec.encode(new MigrationCodec.End(cancelled, clock.millis())))));
    LOG.infof("migration %s is %s", migration.id(), cancelled ? "cancelled" : "done");
  }
}
