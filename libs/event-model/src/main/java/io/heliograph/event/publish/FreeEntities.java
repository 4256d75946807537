package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.json.Node;
import io.heliograph.event.source.EntityType;
import io.heliograph.event.source.Sources;
import io.heliograph.gjson.LimitExceededException;
import io.heliograph.gjson.Path;
import io.heliograph.gjson.Result;
import io.heliograph.gjson.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules, ids and keys of events whose entity is free JSON: observations and declared entity types
 * (contract dispatcher.md part 1 row 23). Immutable.
 */
final class FreeEntities {
  private static final int ID_CHARACTERS_MAX = 512;

  /** Printable ASCII that needs no escape in JSON, and no path: {@code !} begins those. */
  private static final Pattern OBSERVATION_ID =
      Pattern.compile("[#-\\[\\]-~][!#-\\[\\]-~]{0," + (ID_CHARACTERS_MAX - 1) + "}");

  private static final Path OBSERVATION_PATH = Path.compile("meta.uuid.current");

  private record Compiled(EntityType type, Path id) {}

  private final Map<String, Compiled> declared = new HashMap<>();

  FreeEntities(Sources sources) {
    for (EntityType type : sources.entityTypes()) {
      declared.put(type.name(), new Compiled(type, Path.compile(type.idPath())));
    }
  }

  /** The first rule that the event breaks, naming the field, or null. */
  @Nullable String violation(Model model, Node event) {
    if (model == Model.OBSERVATION) {
      return isObservationId(observationId(event))
          ? null
          : "entity.meta.uuid.current must be an id of at most "
              + ID_CHARACTERS_MAX
              + " printable ASCII characters that is no path";
    }
    Compiled compiled = declared.get(model.wire());
    if (compiled == null) {
      return "model is not declared: " + model.wire();
    }
    List<String> actions = compiled.type.actions();
    if (!actions.contains(event.text("action"))) {
      return "action must be one of "
          + String.join(", ", actions)
          + " for model "
          + model.wire()
          + ": "
          + event.text("action");
    }
    String id = id(compiled.id, event);
    return id.isEmpty() || id.length() > ID_CHARACTERS_MAX
        ? "entity."
            + compiled.type.idPath()
            + " must be a text or number of at most "
            + ID_CHARACTERS_MAX
            + " characters"
        : null;
  }

  /** The entity's id; empty when it has none. */
  String id(Model model, Node event) {
    Compiled compiled = declared.get(model.wire());
    return compiled == null ? observationId(event) : id(compiled.id, event);
  }

  /** The key of an event that breaks no rule. */
  String key(Model model, Node event) {
    String id = id(model, event);
    return model == Model.OBSERVATION
        ? id
        : Md5.hex(
            event.record("source").text("name")
                + '.'
                + model.wire()
                + '.'
                + id
                + '.'
                + event.text("action")
                + '.'
                + event.record("author").text("name")
                + '.');
  }

  /** What tells an observation from others, in its canonical form; empty when there is none. */
  static String observationId(Node event) {
    return id(OBSERVATION_PATH, event).toLowerCase(Locale.ROOT);
  }

  static boolean isObservationId(String id) {
    return OBSERVATION_ID.matcher(id).matches();
  }

  private static String id(Path path, Node event) {
    try {
      Result found = path.get(event.raw("entity"));
      boolean plain = found.type() == Type.STRING || found.type() == Type.NUMBER;
      return plain ? found.text() : "";
    } catch (LimitExceededException tooMuch) {
      return "";
    }
  }
}
