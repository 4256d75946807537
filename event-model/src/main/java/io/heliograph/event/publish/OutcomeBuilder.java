package io.heliograph.event.publish;

import io.heliograph.event.PreparedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects a {@link PublishOutcome}. Not thread-safe. */
final class OutcomeBuilder {
  private final List<PreparedEvent> events = new ArrayList<>();
  private final List<PreparedEvent> clientEvents = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Map<String, Integer> filtered = new LinkedHashMap<>();
  int totalOk;
  int unknownMembers;

  void add(PreparedEvent event, boolean client) {
    events.add(event);
    if (client) {
      clientEvents.add(event);
    }
  }

  void failed(String event, String error) {
    failures.add(new Failure(event, error));
  }

  void filtered(String stage) {
    filtered.merge(stage, 1, Integer::sum);
  }

  PublishOutcome outcome() {
    return new PublishOutcome(events, totalOk, failures, filtered, clientEvents, unknownMembers);
  }
}
