package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.heliograph.exchange.json.BoundedJson;
import io.heliograph.exchange.json.JsonLimits;
import io.heliograph.exchange.json.MalformedJsonException;
import io.heliograph.exchange.json.PythonJson;
import io.heliograph.exchange.json.PythonText;
import org.jspecify.annotations.Nullable;

/** {@code output}, a JSON text, and {@code extra}, an object. */
final class JsonTypes {
  private static final BoundedJson READER = new BoundedJson(JsonLimits.DEFAULT);

  private JsonTypes() {}

  /**
   * JSON text is kept, other text wrapped as a JSON string, other values written with sorted keys.
   */
  static JsonNode json(JsonNode value) {
    if (value.isTextual()) {
      String stripped = PythonText.strip(value.textValue());
      if (read(stripped) != null) {
        return TextNode.valueOf(stripped);
      }
    }
    return TextNode.valueOf(PythonJson.stored(value));
  }

  /** A non-empty object, or the JSON text of one. */
  static JsonNode object(JsonNode value) throws RejectedValueException {
    JsonNode object = value.isTextual() ? read(PythonText.strip(value.textValue())) : value;
    if (object == null || !object.isObject() || object.isEmpty()) {
      throw RejectedValueException.type("must be a JSON object that is not empty");
    }
    return object;
  }

  private static @Nullable JsonNode read(String text) {
    try {
      return READER.read(text);
    } catch (MalformedJsonException noJson) {
      return null;
    }
  }
}
