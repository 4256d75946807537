package io.heliograph.event.publish;

import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Room;
import io.heliograph.event.json.EventScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects a {@link PublishOutcome}. Not thread-safe. */
final class OutcomeBuilder {
  /** Of an event beside its JSON: key, headers and their texts. */
  private static final int EVENT_BYTES = 2_048;

  private final List<PreparedEvent> events = new ArrayList<>();
  private final List<PreparedEvent> clientEvents = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Map<String, Integer> filtered = new LinkedHashMap<>();
  private final Room room;
  private int index = -1;
  private int unreadable;
  int totalOk;
  int unknownMembers;

  /**
   * @param room where everything that is collected is counted before it is made
   */
  OutcomeBuilder(Room room) {
    this.room = room;
  }

  /** Takes room for an event of so many bytes. */
  void reserve(long jsonBytes) {
    room.take(jsonBytes + EVENT_BYTES);
  }

  void add(PreparedEvent event, boolean client) {
    events.add(event);
    if (client) {
      clientEvents.add(event);
    }
  }

  /** The next event begins. */
  void begin() {
    index++;
  }

  /** The event was read and breaks a rule. */
  void failed(EventScan scan, String error, String about) {
    room.take(EVENT_BYTES + 2L * error.length() + 3L * (scan.root().end() - scan.root().start()));
    failures.add(
        new Failure(new String(scan.bytes(), StandardCharsets.UTF_8), error, index, about));
  }

  /** The event cannot be read, or could not be read back. */
  void unreadable(byte[] body, int from, int to, String error) {
    room.take(EVENT_BYTES + 2L * error.length() + 2L * (to - from));
    String text = new String(body, from, to - from, StandardCharsets.UTF_8);
    failures.add(new Failure(text, error, index, ""));
    unreadable++;
  }

  /** The first failure when no event could be read at all, or null. */
  @Nullable Failure nothingRead() {
    return unreadable > 0 && unreadable == index + 1 ? failures.getFirst() : null;
  }

  void filtered(String stage) {
    filtered.merge(stage, 1, Integer::sum);
  }

  PublishOutcome outcome() {
    return new PublishOutcome(events, totalOk, failures, filtered, clientEvents, unknownMembers);
  }
}
