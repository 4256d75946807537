package io.heliograph.event.publish;

import io.heliograph.event.json.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that the peer's reading models have beyond those of its dispatcher. */
final class StoredRules {
  private static final List<String> DELETE_ACTIONS = List.of("submission", "link", "author", "ids");
  private static final List<String> RETROHUNT_ACTIONS =
      List.of("submitted", "starting", "running", "completed");

  private StoredRules() {}

  /** The first rule that a delete event breaks, or null: each part is whole or empty. */
  static @Nullable String deletion(Node event) {
    String broken = oneOf(event.text("action"), DELETE_ACTIONS);
    Node entity = event.record("entity");
    if (broken == null) {
      broken = whole(entity.record("submission"), "submission", "track_source_references");
    }
    if (broken == null) {
      broken = whole(entity.record("link"), "link", "track_link");
    }
    if (broken == null) {
      broken = whole(entity.record("author"), "author", "track_author");
    }
    return broken == null ? whole(entity.record("author"), "author", "timestamp") : broken;
  }

  /** The first rule that a retrohunt event breaks, or null. */
  static @Nullable String retrohunt(Node event) {
    return oneOf(event.text("action"), RETROHUNT_ACTIONS);
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
