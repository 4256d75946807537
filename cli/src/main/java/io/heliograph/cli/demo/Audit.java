package io.heliograph.cli.demo;

import io.heliograph.cli.demo.RunLedger.FinalStatus;
import io.heliograph.cli.demo.RunLedger.Snapshot;
import io.heliograph.cli.demo.RunLedger.StoredEvent;
import io.heliograph.cli.demo.RunLedger.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The check that nothing was lost, a pure function of what was seen:
 *
 * <ul>
 *   <li>every published event is on Kafka, with exactly one final status by each plugin;
 *   <li>every child is on Kafka, with a final status by each plugin;
 *   <li>every task that was completed with results has a result on Kafka, and there are at least as
 *       many records of results as the plugins reported for events of this run;
 *   <li>everything on Kafka was read over HTTP.
 * </ul>
 */
record Audit(Snapshot seen, List<String> plugins) {

  private static final String COMPLETED = "completed";

  Audit {
    plugins = List.copyOf(plugins);
  }

  /** What the plugins still owe: how many tasks have no final status. */
  long openTasks() {
    long open = 0;
    for (String plugin : plugins) {
      open += tasks().stream().filter(id -> seen.statusesOf(id, plugin) == 0).count();
    }
    return open;
  }

  /** A line for each thing that is missing or too much; empty when all is well. */
  List<String> findings(Map<String, Long> reported) {
    long resultsReported = resultsOfThisRun(reported);
    List<String> findings = new ArrayList<>();
    seen.files().forEach((id, file) -> findings.addAll(findingsOf(id, file)));
    seen.events().forEach((id, event) -> findings.addAll(findingsOf(id, event)));
    findings.addAll(missingResults());
    if (seen.resultRecords() < resultsReported) {
      findings.add(
          "the plugins reported %d results, %d are on Kafka"
              .formatted(resultsReported, seen.resultRecords()));
    }
    return findings;
  }

  private List<String> findingsOf(String id, String file) {
    List<String> findings = new ArrayList<>();
    if (!seen.events().containsKey(id)) {
      findings.add("%s: its event %s is not on Kafka".formatted(file, id));
    }
    for (String plugin : plugins) {
      int statuses = seen.statusesOf(id, plugin);
      if (statuses != 1) {
        findings.add(
            "%s: %d final statuses of %s for event %s instead of 1"
                .formatted(file, statuses, plugin, id));
      }
    }
    return findings;
  }

  private List<String> findingsOf(String id, StoredEvent event) {
    List<String> findings = new ArrayList<>();
    if (!seen.readIds().contains(id)) {
      findings.add(
          "%s: %s event %s of %s cannot be read over HTTP"
              .formatted(event.file(), event.action(), id, event.author()));
    }
    if (event.action().equals("extracted")) {
      for (String plugin : plugins) {
        if (seen.statusesOf(id, plugin) == 0) {
          findings.add(
              "%s: no final status of %s for child %s".formatted(event.file(), plugin, id));
        }
      }
    }
    return findings;
  }

  /** Of events of earlier runs that the plugins worked off too. */
  long resultsOfOthers(Map<String, Long> reported) {
    return reported.values().stream().mapToLong(Long::longValue).sum() - resultsOfThisRun(reported);
  }

  private long resultsOfThisRun(Map<String, Long> reported) {
    Set<String> tasks = tasks();
    return reported.entrySet().stream()
        .filter(one -> tasks.contains(one.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private List<String> missingResults() {
    Set<List<String>> results = new HashSet<>();
    for (StoredEvent event : seen.events().values()) {
      results.add(List.of(event.author(), event.file(), event.parent()));
    }
    List<String> findings = new ArrayList<>();
    for (Map.Entry<Task, Map<String, FinalStatus>> ended : seen.statuses().entrySet()) {
      String plugin = ended.getKey().plugin();
      for (FinalStatus status : ended.getValue().values()) {
        if (status.status().equals(COMPLETED)
            && !results.contains(List.of(plugin, status.file(), status.content()))) {
          findings.add(
              "%s: %s completed event %s, but its result is not on Kafka"
                  .formatted(status.file(), plugin, ended.getKey().eventId()));
        }
      }
    }
    return findings;
  }

  /** The events that each plugin works on: those that bring a file. */
  private Set<String> tasks() {
    Set<String> tasks = new HashSet<>(seen.files().keySet());
    seen.events()
        .forEach(
            (id, event) -> {
              if (event.action().equals("extracted")) {
                tasks.add(id);
              }
            });
    return tasks;
  }
}
