package io.heliograph.cli.demo;

import io.heliograph.cli.demo.RunLedger.FinalStatus;
import io.heliograph.cli.demo.RunLedger.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run came to, for a person. */
record Summary(Corpus corpus, Snapshot seen, long elapsedNanos) {

  private static final double NANOS_PER_SECOND = 1e9;

  List<String> lines() {
    double seconds = elapsedNanos / NANOS_PER_SECOND;
    long records = seen.events().size() + (long) seen.statuses().size();
    List<String> lines = new ArrayList<>();
    lines.add(line("files in", corpus.files().size()));
    lines.add(line("events published", seen.files().size()));
    lines.add(line("children found", seen.countOf("extracted")));
    lines.add(line("enriched results", seen.countOf("enriched")));
    lines.add(line("read over HTTP", seen.readIds().size()));
    statuses().forEach((name, count) -> lines.add(line("status " + name, count)));
    lines.add(
        String.format(
            Locale.ROOT, "%-32s %.1f s, %.0f records/s", "time", seconds, records / seconds));
    return lines;
  }

  private SortedMap<String, Long> statuses() {
    SortedMap<String, Long> counts = new TreeMap<>();
    seen.statuses()
        .forEach(
            (task, ended) -> {
              for (Map.Entry<String, FinalStatus> status : ended.entrySet()) {
                counts.merge(task.plugin() + " " + status.getValue().status(), 1L, Long::sum);
              }
            });
    return counts;
  }

  private static String line(String name, long count) {
    return String.format(Locale.ROOT, "%-32s %d", name, count);
  }
}
