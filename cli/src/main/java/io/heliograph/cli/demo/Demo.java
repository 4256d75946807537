package io.heliograph.cli.demo;

import io.heliograph.cli.demo.RunLedger.Snapshot;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
        (corpus.files().size() == 1 ? "1 file" : corpus.files().size() + " files")
            + " from "
            + corpus.folder()
            + (corpus.skipped() == 0 ? "" : " (" + corpus.skipped() + " empty ones left out)"));
    long beginNanos = System.nanoTime();
    Map<String, Long> reported;
    try (DemoHub hub = new DemoHub(target);
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
    progress.say("timeout: no progress within --patience-seconds");
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

  private boolean judge(Corpus corpus, Map<String, Long> reported, long elapsedNanos) {
    Snapshot seen = ledger.snapshot();
    Audit audit = new Audit(seen, PluginWorkers.PLUGINS);
    List<String> findings = audit.findings(reported);
    new Summary(corpus, seen, elapsedNanos).lines().forEach(progress::say);
    long others = audit.resultsOfOthers(reported);
    if (others > 0) {
      progress.say("the plugins also published " + others + " results of events of earlier runs");
    }
    if (findings.isEmpty()) {
      progress.say("nothing lost: all ids accounted for on Kafka and over HTTP");
    } else {
      progress.say(
          findings.size() == 1 ? "1 thing is wrong:" : findings.size() + " things are wrong:");
      findings.stream().sorted().limit(FINDINGS_SHOWN).forEach(line -> progress.say("  " + line));
    }
    progress.say("the hub: " + target.url());
    if (!target.page().isEmpty()) {
      progress.say("what happened, on the page of the dashboard: " + target.page() + "/?range=1h");
    }
    return findings.isEmpty();
  }
}
