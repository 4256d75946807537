package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.json.Node;
import org.jspecify.annotations.Nullable;

/**
 * The rules that an insert breaks or keeps whatever its parents are: those of its model, and those
 * that each child made from it would break.
 */
public final class InsertRules {
  private InsertRules() {}

  /** The first rule that the insert breaks, naming the field, or null. */
  public static @Nullable String violation(Node insert) {
    String broken = EventRules.violation(Model.INSERT, insert);
    if (broken != null) {
      return broken;
    }
    Node entity = insert.record("entity");
    String action = entity.record("child_history").text("action");
    if (!EventRules.isAction(action)) {
      return "entity.child_history.action is not known: " + action;
    }
    broken = EventRules.streams(action, entity.record("child").records("datastreams"));
    return broken == null ? null : broken.replace("entity.datastreams", "entity.child.datastreams");
  }
}
