package io.heliograph.event.publish;

import io.heliograph.event.Labels;
import io.heliograph.event.Model;
import io.heliograph.event.json.Faults;
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

  /** Notes each rule that the event breaks, naming the field. */
  static void check(Model model, Node event, String where, Faults faults) {
    required(where + "author.name", event.record("author").text("name"), faults);
    switch (model) {
      case Model.Builtin.BINARY -> binary(event, where, faults);
      case Model.Builtin.STATUS -> status(event.record("entity"), faults);
      case Model.Builtin.INSERT -> insert(event.record("entity"), faults);
      case Model.Builtin.DOWNLOAD -> download(event, faults);
      case Model.Builtin.PLUGIN -> {}
      case Model.Builtin.DELETE -> StoredRules.deletion(event, faults);
      case Model.Builtin.RETROHUNT -> StoredRules.retrohunt(event, faults);
      case Model.Builtin.OBSERVATION -> source(event.record("source"), where, faults);
      case Model.Declared _ -> source(event.record("source"), where, faults);
    }
  }

  private static void required(String field, String value, Faults faults) {
    if (value.isEmpty()) {
      faults.add(field + " must not be empty");
    }
  }

  /** An action that must be given and be one of those. */
  private static void action(String field, String action, Set<String> known, Faults faults) {
    required(field, action, faults);
    if (!action.isEmpty() && !known.contains(action)) {
      faults.add(field + " is not known: " + begin(action));
    }
  }

  /** The beginning of a value, for a message. */
  static String begin(String value) {
    return value.length() <= VALUE_CHARACTERS_MAX
        ? value
        : value.substring(0, VALUE_CHARACTERS_MAX) + "...";
  }

  private static void binary(Node event, String where, Faults faults) {
    String action = event.text("action");
    List<Node> path = event.record("source").records("path");
    required(where + "action", action, faults);
    if (path.isEmpty()) {
      faults.add(where + "source.path must not be empty");
    }
    source(event.record("source"), where, faults);
    boolean known = labels(where + "entity", event.record("entity"), faults);
    if (ACTIONS.contains(action) && known) {
      String broken = streams(action, event.record("entity").records("datastreams"));
      faults.add(broken == null ? null : where + broken);
    } else if (!action.isEmpty() && !ACTIONS.contains(action)) {
      faults.add(where + "action is not known: " + begin(action));
    }
    for (int i = 0; i < path.size() - 1; i++) {
      if (path.get(i).text("action").equals("enriched")) {
        faults.add(
            where
                + "source.path["
                + i
                + "].action must not be enriched: only the last node may be");
      }
    }
  }

  private static void source(Node source, String where, Faults faults) {
    required(where + "source.name", source.text("name"), faults);
    List<Node> path = source.records("path");
    for (int i = 0; i < path.size() && !faults.hasMore(); i++) {
      Node node = path.get(i);
      String place = where + "source.path[" + i + "].";
      required(place + "sha256", node.text("sha256"), faults);
      action(place + "action", node.text("action"), ACTIONS, faults);
      required(place + "author.name", node.record("author").text("name"), faults);
    }
  }

  /** Whether all labels are known. */
  private static boolean labels(String where, Node entity, Faults faults) {
    boolean known = true;
    for (Node stream : entity.records("datastreams")) {
      if (!Labels.isKnown(stream.text("label"))) {
        faults.add(where + ".datastreams: label is not known: " + begin(stream.text("label")));
        known = false;
      }
    }
    return known;
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

  private static void status(Node entity, Faults faults) {
    required("entity.input.dequeued", entity.record("input").text("dequeued"), faults);
    List<Node> results = entity.records("results");
    for (int i = 0; i < results.size() && !faults.hasMore(); i++) {
      check(Model.BINARY, results.get(i), "entity.results[" + i + "]: ", faults);
    }
  }

  private static void insert(Node entity, Faults faults) {
    boolean unused = labels("entity.child", entity.record("child"), faults);
    Node history = entity.record("child_history");
    required("entity.parent_sha256", entity.text("parent_sha256"), faults);
    required("entity.child_history.sha256", history.text("sha256"), faults);
    required("entity.child_history.action", history.text("action"), faults);
    required("entity.child_history.author.name", history.record("author").text("name"), faults);
  }

  private static void download(Node event, Faults faults) {
    action("action", event.text("action"), DOWNLOAD_ACTIONS, faults);
    source(event.record("source"), "", faults);
  }
}
