package io.heliograph.dispatcher.disk;

import io.heliograph.dispatcher.disk.Disk.Use;
import io.heliograph.dispatcher.disk.DiskState.Seen;
import io.heliograph.dispatcher.kafka.KafkaCluster;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the disks every few seconds, on a thread of its own, and tells when one is short and
 * when it has room again. Before the first request is answered this machine's own disks have been
 * looked at once. {@link #state()} may be asked by any thread.
 */
@Singleton
final class DiskWatch {
  private static final Logger LOG = Logger.getLogger(DiskWatch.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final WatchedFolders folders;
  private final KafkaCluster cluster;
  private final Duration interval;
  private final DiskMetrics metrics;
  private final DiskRule rule;
  private volatile DiskState state;
  private volatile @Nullable SupervisedThread thread;

  DiskWatch(
      WatchedFolders folders, KafkaCluster cluster, DiskSettings settings, DiskMetrics metrics) {
    FreeMin freeMin = FreeMin.parse(settings.freeMin());
    this.folders = folders;
    this.cluster = cluster;
    this.interval = settings.checkInterval();
    this.metrics = metrics;
    this.rule = new DiskRule(freeMin);
    this.state = DiskState.unknown(freeMin);
  }

  void start(@Observes StartupEvent started) {
    look(Map.of());
    thread = cluster.threads().start("disk-watch", this::run);
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    SupervisedThread running = thread;
    if (running != null) {
      boolean unused = running.stop(STOP);
    }
  }

  /** How the disks were at the last look. */
  DiskState state() {
    return state;
  }

  private void run(Turn turn) throws InterruptedException {
    // Also when the clients for Kafka cannot be made, since its name does not resolve.
    look(Map.of());
    try (KafkaDisks kafka = new KafkaDisks(cluster)) {
      do {
        look(kafka.look());
        turn.progressed();
      } while (turn.pause(interval));
    }
  }

  private void look(Map<Disk, Optional<Space>> ofKafka) {
    Map<Disk, Optional<Space>> found = new HashMap<>(ofKafka);
    folders.byDisk().forEach((disk, folder) -> found.put(disk, of(folder)));
    long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    DiskState before = state;
    DiskState after = rule.look(now, found);
    state = after;
    metrics.show(after);
    tell(before, after);
  }

  private static Optional<Space> of(Path folder) {
    try {
      FileStore disk = Files.getFileStore(folder);
      long total = disk.getTotalSpace();
      return total > 0 ? Optional.of(new Space(total, disk.getUsableSpace())) : Optional.empty();
    } catch (IOException away) {
      return Optional.empty();
    }
  }

  private static void tell(DiskState before, DiskState after) {
    Set<Disk> known = new HashSet<>();
    before.few().forEach(seen -> known.add(seen.disk()));
    for (Seen seen : after.disks()) {
      boolean was = known.contains(seen.disk());
      if (seen.isShort() && !was) {
        LOG.warnf(
            "disk short, %s refused: %s",
            seen.use() == Use.KAFKA ? "new events and uploads are" : "uploads are",
            after.told(seen));
      } else if (!seen.isShort() && was) {
        LOG.infof("disk has room again: %s", after.told(seen));
      }
    }
  }
}
