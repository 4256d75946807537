package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.json.Node;
import java.util.Optional;

/** The rules of contract event-model.md section 7, for readers of stored events. */
public final class EventCheck {
  private EventCheck() {}

  /** The first rule that the event breaks, naming the field. */
  public static Optional<String> violation(Model model, Node event) {
    return Optional.ofNullable(EventRules.violation(model, event));
  }
}
