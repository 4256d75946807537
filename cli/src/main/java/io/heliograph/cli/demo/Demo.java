package io.heliograph.cli.demo;

import io.heliograph.cli.demo.RunLedger.Snapshot;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run: loads the files while the plugins work, watches the topics until no task is open, reads
 * everything over HTTP, and judges. Lives on the caller's thread.
 */
final class Demo {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final long SAY_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int FINDINGS_SHOWN = 20;

  private final HubFolders folders;
  private final Target target;
  private final Progress progress;
  private final long patienceNanos;
  private final RunLedger ledger = new RunLedger(Instant.now().toString());

  Demo(HubFolders folders, Target target, Progress progress, int patienceSeconds) {
    this.folders = folders;
    this.target = target;
    this.progress = progress;
    this.patienceNanos = Duration.ofSeconds(patienceSeconds).toNanos();
  }

  /** Whether the audit found nothing missing. */
  boolean run(Corpus corpus, int workers) {
    progress.say("hub " + target.url() + ", run " + ledger.run());
    progress.say(
        "%d files from %s (%d empty ones left out)"
            .formatted(corpus.files().size(), corpus.folder(), corpus.skipped()));
    long beginNanos = System.nanoTime();
    long reported;
    try (HubClient hub = new HubClient(target);
        TopicTail tail = TopicTail.start(target.kafka(), ledger);
        PluginWorkers plugins = new PluginWorkers(folders.home(), folders.logs())) {
      PassiveReader reader = new PassiveReader(hub, ledger);
      reader.start();
      plugins.start(target, workers);
      Loader loader = new Loader(hub, ledger);
      int published = progress.step("publishing", () -> loader.load(corpus));
      progress.say("published " + published + " events; waiting for the plugins");
      watch(tail, plugins);
      plugins.stop();
      reported = plugins.resultsReported();
      readAll(reader);
    }
    long elapsedNanos = System.nanoTime() - beginNanos;
    return judge(corpus, reported, elapsedNanos);
  }

  /** Until no task is open, or nothing moves any more. */
  private void watch(TopicTail tail, PluginWorkers plugins) {
    long lastOpen = Long.MAX_VALUE;
    long movedNanos = System.nanoTime();
    long saidNanos = 0;
    while (System.nanoTime() - movedNanos < patienceNanos) {
      tail.read(POLL);
      if (isOver(ledger.snapshot())) {
        // The hub publishes a status after its results: they are there, but perhaps not read yet.
        tail.readToEnd();
      }
      Snapshot seen = ledger.snapshot();
      boolean over = isOver(seen);
      long open = openTasks(seen);
      if (over || System.nanoTime() - saidNanos > SAY_NANOS) {
        progress.say(
            "%d statuses, %d tasks open, %d children, %d enriched"
                .formatted(
                    seen.statuses().size(),
                    open,
                    seen.countOf("extracted"),
                    seen.countOf("enriched")));
        saidNanos = System.nanoTime();
      }
      if (over) {
        return;
      }
      plugins.checkAlive();
      if (open != lastOpen) {
        movedNanos = System.nanoTime();
        lastOpen = open;
      }
    }
    progress.say("nothing moved for so long: giving up");
  }

  private static boolean isOver(Snapshot seen) {
    return openTasks(seen) == 0 && seen.events().keySet().containsAll(seen.files().keySet());
  }

  private static long openTasks(Snapshot seen) {
    return new Audit(seen, PluginWorkers.PLUGINS).openTasks();
  }

  private void readAll(PassiveReader reader) {
    long movedNanos = System.nanoTime();
    while (System.nanoTime() - movedNanos < patienceNanos) {
      Snapshot seen = ledger.snapshot();
      if (seen.readIds().containsAll(seen.events().keySet())) {
        return;
      }
      if (reader.read(1) > 0) {
        movedNanos = System.nanoTime();
      }
    }
  }

  private boolean judge(Corpus corpus, long reported, long elapsedNanos) {
    Snapshot seen = ledger.snapshot();
    List<String> findings = new Audit(seen, PluginWorkers.PLUGINS).findings(reported);
    new Summary(corpus, seen, elapsedNanos).lines().forEach(progress::say);
    if (findings.isEmpty()) {
      progress.say("nothing lost: all ids accounted for on Kafka and over HTTP");
    } else {
      progress.say(findings.size() + " things are wrong:");
      findings.stream().sorted().limit(FINDINGS_SHOWN).forEach(line -> progress.say("  " + line));
    }
    progress.say("the hub: " + target.url());
    if (!target.page().isEmpty()) {
      progress.say("what happened, on the page of the dashboard: " + target.page() + "/?range=1h");
    }
    return findings.isEmpty();
  }
}
