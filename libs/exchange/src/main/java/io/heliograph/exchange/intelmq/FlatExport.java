package io.heliograph.exchange.intelmq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.heliograph.exchange.field.Kind;
import io.heliograph.exchange.json.PythonJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Exports a flat message as IntelMQ's output bots do (exchange.md section 3). Where the library has
 * a defect the flag is honoured; where it would lose a key, the key stays joined.
 */
public final class FlatExport {
  private static final String EXTRA = "extra";
  private static final String EXTRA_PREFIX = "extra.";
  private static final String RAW = "raw";

  private final ExportFlags flags;

  /** With these flags. */
  public FlatExport(ExportFlags flags) {
    this.flags = flags;
  }

  /** The message as an object. */
  public ObjectNode object(Kind kind, ObjectNode message) {
    ObjectNode exported = message.objectNode();
    if (flags.withType()) {
      exported.put("__type", kind.pythonClass());
    }
    ObjectNode extra = message.objectNode();
    for (Map.Entry<String, JsonNode> field : message.properties()) {
      String key = field.getKey();
      if (key.equals(RAW) && !flags.keepRaw()) {
        continue;
      }
      if (flags.jsondictAsString() && key.startsWith(EXTRA_PREFIX)) {
        extra.set(key.substring(EXTRA_PREFIX.length()), field.getValue());
      } else if (flags.hierarchical()) {
        nest(exported, message, key, field.getValue());
      } else {
        exported.set(key, field.getValue());
      }
    }
    if (!extra.isEmpty()) {
      exported.put(EXTRA, PythonJson.kept(extra));
    }
    return exported;
  }

  /** The message as a line of JSON, members sorted, as Python writes it. */
  public String line(Kind kind, ObjectNode message) {
    return PythonJson.line(object(kind, message));
  }

  /** {@code single_key}: one value only; {@code raw} decoded, {@code extra} as an object. */
  public static JsonNode single(ObjectNode message, String key) {
    JsonNode value = message.path(key);
    if (key.equals(RAW) && value.isTextual()) {
      byte[] decoded;
      try {
        decoded = Base64.getDecoder().decode(value.textValue());
      } catch (IllegalArgumentException noBase64) {
        return MissingNode.getInstance();
      }
      return TextNode.valueOf(new String(decoded, StandardCharsets.UTF_8));
    }
    if (key.equals(EXTRA)) {
      ObjectNode extra = message.objectNode();
      message
          .properties()
          .forEach(
              field -> {
                if (field.getKey().startsWith(EXTRA_PREFIX)) {
                  extra.set(field.getKey().substring(EXTRA_PREFIX.length()), field.getValue());
                }
              });
      return extra;
    }
    return value;
  }

  /** Nests a key; below a key that has a value of its own the rest stays joined. */
  private static void nest(ObjectNode target, ObjectNode message, String key, JsonNode value) {
    ObjectNode at = target;
    int start = 0;
    int dot = key.indexOf('.');
    while (dot > 0) {
      if (message.has(key.substring(0, dot))) {
        break;
      }
      at = at.withObjectProperty(key.substring(start, dot));
      start = dot + 1;
      dot = key.indexOf('.', start);
    }
    at.set(key.substring(start), value);
  }
}
