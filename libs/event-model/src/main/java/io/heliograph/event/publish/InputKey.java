package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Node;

/**
 * Strict readers want {@code entity.input.kafka_key} of a status. Where it is missing, it is what
 * {@code dequeued} begins with (contract dispatcher.md part 1 row 9).
 */
final class InputKey {
  private InputKey() {}

  static void fill(Model model, EventScan scan) {
    if (model != Model.STATUS) {
      return;
    }
    Node input = scan.root().record("entity").record("input");
    String dequeued = input.text("dequeued");
    if (input.has("kafka_key") || dequeued.isEmpty()) {
      return;
    }
    int dot = dequeued.indexOf('.');
    StringBuilder member = new StringBuilder("\"kafka_key\":");
    JsonText.quote(member, dot > 0 ? dequeued.substring(0, dot) : dequeued);
    scan.add(input, member.toString());
  }
}
