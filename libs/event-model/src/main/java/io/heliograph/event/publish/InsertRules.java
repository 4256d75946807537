package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.json.Faults;
import io.heliograph.event.json.Node;
import org.jspecify.annotations.Nullable;

/**
 * The rules that an insert breaks or keeps whatever its parents are: those of its model, and those
 * that each child made from it would break.
 */
public final class InsertRules {
  private InsertRules() {}

  /** The rules that the insert breaks, naming the fields, or null. */
  public static @Nullable String violation(Node insert) {
    Faults faults = new Faults();
    EventRules.check(Model.INSERT, insert, "", faults);
    Node entity = insert.record("entity");
    String action = entity.record("child_history").text("action");
    if (EventRules.isAction(action)) {
      String broken = EventRules.streams(action, entity.record("child").records("datastreams"));
      faults.add(
          broken == null ? null : broken.replace("entity.datastreams", "entity.child.datastreams"));
    } else if (!action.isEmpty()) {
      faults.add("entity.child_history.action is not known: " + EventRules.begin(action));
    }
    return faults.told();
  }
}
