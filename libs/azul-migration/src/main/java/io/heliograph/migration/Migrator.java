package io.heliograph.migration;

import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
final class Migrator {
  private static final Logger LOG = Logger.getLogger(Migrator.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final long FIRST_WAIT_MILLIS = 1_000;
  private static final long PAUSE_LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final MigrationHub hub;
  private final MigrationCluster cluster;
  private final MigrationOptions options;
  private final MigrationMeter meter;
  private final CopyRuns runs;
  private final InstantSource clock;
  private final String topic;
  private final MigrationCodec codec;
  private final MigrationState known;
  private final MigrationLog log;
  private final LeaderElection election;
  private volatile @Nullable SupervisedThread thread;
  private volatile @Nullable Turn turn;
  private volatile boolean stopping;
  private volatile boolean ready;
  private volatile String trouble = "";
  private @Nullable Long pausedAtNanos;

  Migrator(
      MigrationHub hub,
      MigrationCluster cluster,
      FollowedTopics followed,
      MigrationCodec codec,
      RecordFormats formats,
      MigrationOptions options,
      MigrationMeter meter) {
    this.hub = hub;
    this.cluster = cluster;
    this.options = options;
    this.meter = meter;
    this.runs = new CopyRuns(cluster, codec, options, meter, formats);
    this.clock = formats.clock();
    this.topic = formats.topics().migrations();
    this.codec = codec;
    this.known = new MigrationState(codec, clock);
    this.log = new MigrationLog(cluster, followed, topic, known);
    this.election = new LeaderElection(cluster, topic);
  }

  void start() {
    thread = cluster.threads().start("migrator", this::run);
  }

  void stop() throws InterruptedException {
    stopping = true;
    SupervisedThread begun = thread;
    if (begun != null) {
      boolean unused = begun.stop(STOP);
    }
    if (ready) {
      election.stop();
      log.stop();
    }
  }

  /**
   * What is known.
   *
   * @throws MigrationException while the hub is starting or stopping
   */
  MigrationState known() {
    requireReady();
    return known;
  }

  /**
   * Where more is written.
   *
   * @throws MigrationException while the hub is starting or stopping
   */
  MigrationLog log() {
    requireReady();
    return log;
  }

  String trouble() {
    String unreadable = runs.unreadable();
    return trouble.isEmpty() && !unreadable.isEmpty()
        ? "corrupt batches at the source: " + unreadable
        : trouble;
  }

  int unreadableCount() {
    return runs.unreadableCount();
  }

  private void requireReady() {
    if (!ready || stopping) {
      throw MigrationException.unavailable("the hub is starting or stopping");
    }
  }

  private void run(Turn turn) throws InterruptedException {
    this.turn = turn;
    while (!hub.hasTopic(topic)) {
      if (!turn.pause(LOOK)) {
        return;
      }
    }
    if (!ready) {
      var whole = log.start();
      while (!whole.isDone()) {
        if (!turn.pause(LOOK)) {
          return;
        }
      }
      ready = true;
      election.start();
    }
    long wait = FIRST_WAIT_MILLIS;
    while (turn.running()) {
      turn.beat();
      try {
        work();
        trouble = "";
        wait = FIRST_WAIT_MILLIS;
        boolean unused = turn.pause(LOOK);
      } catch (MigrationException | KafkaException failure) {
        failed(failure, wait);
        wait = Math.min(2 * wait, options.retryWaitMax().toMillis());
      } catch (RuntimeException defect) {
        LOG.error("migration failed", defect);
        failed(defect, wait);
        wait = Math.min(2 * wait, options.retryWaitMax().toMillis());
      }
    }
  }

  private void failed(RuntimeException failure, long waitMillis) throws InterruptedException {
    trouble =
        failure instanceof MigrationException told
            ? told.detail()
            : "an attempt failed: " + failure.getClass().getSimpleName();
    meter.failed();
    LOG.warnf("migration interrupted reason=%s pause_ms=%d", failure.toString(), waitMillis);
    boolean unused = turn().pause(Duration.ofMillis(waitMillis));
  }

  private Turn turn() {
    return Objects.requireNonNull(turn, "on the migrator's thread");
  }

  private void work() throws InterruptedException {
    Optional<Migration> open = election.leads() ? known.open() : Optional.empty();
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
    hub.requireRoom();
    try (CopyRun run = runs.begin(migration, log, known, () -> isKept(id), turn())) {
      trouble = "";
      RateLimit limit = new RateLimit(options.recordsPerSecondMax(), System.nanoTime());
      int copied = 0;
      while (copied >= 0 && mayGoOn(id)) {
        turn().beat();
        meter.doing(true, run.remaining());
        keepPluginsPaused();
        hub.requireRoom();
        copied = run.step();
        long due = System.nanoTime() + limit.after(Math.max(0, copied), System.nanoTime());
        while (due - System.nanoTime() > 0 && mayGoOn(id)) {
          long left = Math.min(LOOK.toNanos(), due - System.nanoTime() + 1_000_000);
          boolean unused = turn().pause(Duration.ofNanos(Math.max(left, 1)));
        }
      }
      if (copied < 0) {
        end(migration, false);
      }
    } finally {
      meter.doing(false, 0);
    }
  }

  private boolean isKept(String id) {
    keepPluginsPaused();
    return mayGoOn(id);
  }

  private boolean mayGoOn(String id) {
    return !stopping && election.leads() && known.state(id) == State.RUNNING;
  }

  /** Returns when plugins are paused for longer than until the next call. */
  private void keepPluginsPaused() {
    long now = System.nanoTime();
    Long last = pausedAtNanos;
    turn().beat();
    if (last == null || now - last >= PAUSE_LOOK_NANOS) {
      hub.pausePlugins();
      pausedAtNanos = now;
    }
  }

  private void end(Migration migration, boolean cancelled) {
    if (!migration.definition().pausedBefore()) {
      hub.resumePlugins();
    }
    pausedAtNanos = null;
    log.write(
        List.of(
            log.record(
                MigrationCodec.endKey(migration.id()),
                codec.encode(new MigrationCodec.End(cancelled, clock.millis())))));
    LOG.infof("migration ended id=%s state=%s", migration.id(), cancelled ? "cancelled" : "done");
  }
}
