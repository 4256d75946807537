package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.publish.Failure;
import io.heliograph.event.publish.PublishOutcome;
import java.util.List;

/**
 * The body of a 200 (contract dispatcher.md part 2, 1.1), made piece by piece while it is written:
 * what is copied for an answer stays small, whatever it echoes. At least one piece, in order. Not
 * thread-safe.
 */
final class PublishAnswer {
  /** A piece ends with the failure or the event that makes it so long. */
  static final int PIECE_BYTES = 128 * 1024;

  private final int totalOk;
  private final List<Failure> failures;
  private final List<PreparedEvent> events;
  private int next;
  private boolean begun;
  private boolean ended;

  private PublishAnswer(int totalOk, List<Failure> failures, List<PreparedEvent> events) {
    this.totalOk = totalOk;
    this.failures = failures;
    this.events = events;
  }

  static PublishAnswer of(PublishOutcome outcome, boolean includeOk) {
    return new PublishAnswer(
        outcome.totalOk(), outcome.failures(), includeOk ? outcome.clientEvents() : List.of());
  }

  boolean hasNext() {
    return !ended;
  }

  byte[] next() {
    JsonBytes json = new JsonBytes(256);
    if (!begun) {
      begun = true;
      json.raw("{\"total_ok\":").number(totalOk);
      json.raw(",\"total_failures\":").number(failures.size());
      json.raw(",\"failures\":[");
      next(json);
    } else {
      next(json);
    }
    return json.toByteArray();
  }

  /** The places of failures come first, then those of events. */
  private void next(JsonBytes json) {
    int all = failures.size() + events.size();
    while (next < all && json.length() < PIECE_BYTES) {
      if (next < failures.size()) {
        failure(json, failures.get(next));
      } else {
        event(json, next - failures.size());
      }
      next++;
    }
    if (next == all) {
      ended = true;
      json.raw(']').raw('}');
    }
  }

  private void failure(JsonBytes json, Failure failure) {
    json.raw(next == 0 ? "" : ",").raw("{\"event\":").string(failure.event());
    json.raw(",\"error\":").string(failure.error()).raw('}');
  }

  private void event(JsonBytes json, int index) {
    json.raw(index == 0 ? "],\"ok\":[" : ",").raw(events.get(index).json());
  }
}
