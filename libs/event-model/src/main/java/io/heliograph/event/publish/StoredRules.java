package io.heliograph.event.publish;

import io.heliograph.event.json.Faults;
import io.heliograph.event.json.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that Azul's reading models have beyond those of its dispatcher. */
final class StoredRules {
  private static final List<String> DELETE_ACTIONS = List.of("submission", "link", "author", "ids");
  private static final List<String> RETROHUNT_ACTIONS =
      List.of("submitted", "starting", "running", "completed");

  private StoredRules() {}

  /** Notes the rules that a delete event breaks: each part is whole or empty. */
  static void deletion(Node event, Faults faults) {
    faults.add(oneOf(event.text("action"), DELETE_ACTIONS));
    Node entity = event.record("entity");
    faults.add(whole(entity.record("submission"), "submission", "track_source_references"));
    faults.add(whole(entity.record("link"), "link", "track_link"));
    faults.add(whole(entity.record("author"), "author", "track_author"));
    faults.add(whole(entity.record("author"), "author", "timestamp"));
  }

  /** Notes the rules that a retrohunt event breaks. */
  static void retrohunt(Node event, Faults faults) {
    faults.add(oneOf(event.text("action"), RETROHUNT_ACTIONS));
  }

  private static @Nullable String whole(Node part, String name, String member) {
    return part.isEmpty() || part.has(member)
        ? null
        : "entity." + name + "." + member + " must be given";
  }

  private static @Nullable String oneOf(String action, List<String> known) {
    return known.contains(action)
        ? null
        : "action must be one of " + String.join(", ", known) + ": " + EventRules.begin(action);
  }
}
