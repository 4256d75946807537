package io.heliograph.event.publish;

import io.heliograph.event.PreparedEvent;
import java.util.List;
import java.util.Map;

/**
 * What became of a request's events.
 *
 * @param events to be written to Kafka, results of statuses included
 * @param totalOk events of the client that were accepted, also those that a stage dropped later
 * @param filtered dropped events by stage
 * @param clientEvents those of {@code events} that the client sent itself
 * @param unknownMembersDropped members that no reader knows
 */
public record PublishOutcome(
    List<PreparedEvent> events,
    int totalOk,
    List<Failure> failures,
    Map<String, Integer> filtered,
    List<PreparedEvent> clientEvents,
    int unknownMembersDropped) {
  public PublishOutcome {
    events = List.copyOf(events);
    failures = List.copyOf(failures);
    filtered = Map.copyOf(filtered);
    clientEvents = List.copyOf(clientEvents);
  }
}
