package io.heliograph.cli.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one run of the demo published and what was seen of it on Kafka and over HTTP. Ids are Kafka
 * keys. Filled by the loader's threads and the auditor's: every method holds the lock.
 */
final class RunLedger {

  private final String run;
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, StoredEvent> events = new HashMap<>();
  private final Map<Task, Map<String, FinalStatus>> statuses = new HashMap<>();
  private final Set<String> readIds = new HashSet<>();
  private long resultRecords;

  RunLedger(String run) {
    this.run = run;
  }

  /**
   * An event on a topic of its source.
   *
   * @param author the name of its author
   * @param file the submission's file
   * @param parent the content id of the step before, empty for a sourced event
   */
  record StoredEvent(String action, String author, String file, String parent) {}

  /**
   * One event for one plugin.
   *
   * @param eventId the event's Kafka key
   * @param plugin the plugin's name
   */
  record Task(String eventId, String plugin) {}

  /**
   * How a plugin ended a task.
   *
   * @param file the submission's file
   * @param content the content id of the task's event
   */
  record FinalStatus(String status, String file, String content) {}

  /** The reference that this run's submissions carry. */
  String run() {
    return run;
  }

  synchronized void published(String id, String file) {
    files.put(id, file);
  }

  synchronized void onKafka(String id, StoredEvent event) {
    events.put(id, event);
    resultRecords += event.parent().isEmpty() ? 0 : 1;
  }

  /** The same status written twice has the same id and counts once. */
  synchronized void ended(Task task, String statusId, FinalStatus status) {
    statuses.computeIfAbsent(task, key -> new HashMap<>()).put(statusId, status);
  }

  synchronized void readOverHttp(String id) {
    readIds.add(id);
  }

  /** Everything so far, copied: the audit works on what does not change under it. */
  synchronized Snapshot snapshot() {
    Map<Task, Map<String, FinalStatus>> ended = new HashMap<>();
    statuses.forEach((task, byId) -> ended.put(task, Map.copyOf(byId)));
    return new Snapshot(files, events, ended, readIds, resultRecords);
  }

  /**
   * The state of a run.
   *
   * @param files file names by the ids of the published events
   * @param events what is on the sources' topics, by id
   * @param statuses final statuses by task and status id
   * @param readIds what a passive fetch brought
   * @param resultRecords records of results on the sources' topics, copies included
   */
  record Snapshot(
      Map<String, String> files,
      Map<String, StoredEvent> events,
      Map<Task, Map<String, FinalStatus>> statuses,
      Set<String> readIds,
      long resultRecords) {

    Snapshot {
      files = Map.copyOf(files);
      events = Map.copyOf(events);
      statuses = Map.copyOf(statuses);
      readIds = Set.copyOf(readIds);
    }

    long countOf(String action) {
      return events.values().stream().filter(event -> event.action().equals(action)).count();
    }

    int statusesOf(String eventId, String plugin) {
      return statuses.getOrDefault(new Task(eventId, plugin), Map.of()).size();
    }
  }
}
