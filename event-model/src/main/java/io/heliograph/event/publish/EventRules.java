package io.heliograph.event.publish;

import io.heliograph.event.Labels;
import io.heliograph.event.Model;
import io.heliograph.event.json.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of contract event-model.md section 7, in their order. */
final class EventRules {
  private static final int VALUE_CHARACTERS_MAX = 64;
  private static final String CONTENT = Labels.CONTENT;
  private static final Set<String> ACTIONS =
      Set.of("sourced", "extracted", "augmented", "mapped", "enriched");
  private static final Set<String> DOWNLOAD_ACTIONS =
      Set.of("requested", "success", "failed", "failed-not-found", "skipped-already-present");

  private EventRules() {}

  /** The first rule that the event breaks, naming the field, or null. */
  static @Nullable String violation(Model model, Node event) {
    if (event.record("author").text("name").isEmpty()) {
      return "author.name must not be empty";
    }
    return switch (model) {
      case Model.Builtin.BINARY -> binary(event);
      case Model.Builtin.STATUS -> status(event.record("entity"));
      case Model.Builtin.INSERT -> insert(event.record("entity"));
      case Model.Builtin.DOWNLOAD -> download(event);
      case Model.Builtin.PLUGIN -> null;
      case Model.Builtin.DELETE -> StoredRules.deletion(event);
      case Model.Builtin.RETROHUNT -> StoredRules.retrohunt(event);
      case Model.Builtin.OBSERVATION -> source(event.record("source"));
      case Model.Declared _ -> source(event.record("source"));
    };
  }

  /** The beginning of a value, for a message. */
  static String begin(String value) {
    return value.length() <= VALUE_CHARACTERS_MAX
        ? value
        : value.substring(0, VALUE_CHARACTERS_MAX) + "...";
  }

  private static @Nullable String binary(Node event) {
    String action = event.text("action");
    List<Node> path = event.record("source").records("path");
    if (action.isEmpty()) {
      return "action must not be empty";
    }
    if (path.isEmpty()) {
      return "source.path must not be empty";
    }
    String broken = source(event.record("source"));
    if (broken == null) {
      broken = labels("entity", event.record("entity"));
    }
    if (broken == null && !ACTIONS.contains(action)) {
      broken = "action is not known: " + begin(action);
    }
    if (broken == null) {
      broken = streams(action, event.record("entity").records("datastreams"));
    }
    for (int i = 0; broken == null && i < path.size() - 1; i++) {
      if (path.get(i).text("action").equals("enriched")) {
        broken = "source.path[" + i + "].action must not be enriched: only the last node may be";
      }
    }
    return broken;
  }

  private static @Nullable String source(Node source) {
    if (source.text("name").isEmpty()) {
      return "source.name must not be empty";
    }
    List<Node> path = source.records("path");
    for (int i = 0; i < path.size(); i++) {
      Node node = path.get(i);
      String where = "source.path[" + i + "].";
      if (node.text("sha256").isEmpty()) {
        return where + "sha256 must not be empty";
      }
      if (node.text("action").isEmpty()) {
        return where + "action must not be empty";
      }
      if (!ACTIONS.contains(node.text("action"))) {
        return where + "action is not known: " + begin(node.text("action"));
      }
      if (node.record("author").text("name").isEmpty()) {
        return where + "author.name must not be empty";
      }
    }
    return null;
  }

  private static @Nullable String labels(String where, Node entity) {
    for (Node stream : entity.records("datastreams")) {
      if (!Labels.isKnown(stream.text("label"))) {
        return where + ".datastreams: label is not known: " + stream.text("label");
      }
    }
    return null;
  }

  /** Whether a binary event may have that action. */
  static boolean isAction(String action) {
    return ACTIONS.contains(action);
  }

  /** The first rule that an action's data streams break, or null. */
  static @Nullable String streams(String action, List<Node> streams) {
    Set<String> labels = new HashSet<>();
    streams.forEach(stream -> labels.add(stream.text("label")));
    boolean content = labels.contains(CONTENT);
    return switch (action) {
      case "enriched" ->
          labels.isEmpty() ? null : "entity.datastreams must be empty for action enriched";
      case "mapped" ->
          content ? "entity.datastreams must not have label content for action mapped" : null;
      default -> {
        if (!content) {
          yield "entity.datastreams must have label content for action " + action;
        }
        yield action.equals("augmented") && labels.size() < 2
            ? "entity.datastreams must have another label beside content for action augmented"
            : null;
      }
    };
  }

  private static @Nullable String status(Node entity) {
    if (entity.record("input").text("dequeued").isEmpty()) {
      return "entity.input.dequeued must not be empty";
    }
    List<Node> results = entity.records("results");
    for (int i = 0; i < results.size(); i++) {
      String broken = violation(Model.BINARY, results.get(i));
      if (broken != null) {
        return "entity.results[" + i + "]: " + broken;
      }
    }
    return null;
  }

  private static @Nullable String insert(Node entity) {
    String broken = labels("entity.child", entity.record("child"));
    if (broken != null) {
      return broken;
    }
    Node history = entity.record("child_history");
    if (entity.text("parent_sha256").isEmpty()) {
      return "entity.parent_sha256 must not be empty";
    }
    if (history.text("sha256").isEmpty()) {
      return "entity.child_history.sha256 must not be empty";
    }
    if (history.text("action").isEmpty()) {
      return "entity.child_history.action must not be empty";
    }
    return history.record("author").text("name").isEmpty()
        ? "entity.child_history.author.name must not be empty"
        : null;
  }

  private static @Nullable String download(Node event) {
    if (event.text("action").isEmpty()) {
      return "action must not be empty";
    }
    if (!DOWNLOAD_ACTIONS.contains(event.text("action"))) {
      return "action is not known: " + begin(event.text("action"));
    }
    return source(event.record("source"));
  }
}
