package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.heliograph.exchange.json.PythonRepr;
import io.heliograph.exchange.json.PythonText;
import java.util.Locale;

/** Texts, folded texts and closed lists of them. */
final class TextTypes {
  private final FieldTable table;

  TextTypes(FieldTable table) {
    this.table = table;
  }

  /** Trimmed, not empty; what is no text becomes one as in Python, unless it counts as false. */
  static String string(JsonNode value) throws RejectedValueException {
    if (isFalse(value)) {
      throw RejectedValueException.sanitise("must be a text that is not empty");
    }
    String stripped = PythonText.strip(PythonRepr.str(value));
    if (stripped.isEmpty()) {
      throw RejectedValueException.type("must be a text that is not only white space");
    }
    return stripped;
  }

  static JsonNode lower(JsonNode value) throws RejectedValueException {
    return TextNode.valueOf(folded(value, false));
  }

  static JsonNode upper(JsonNode value) throws RejectedValueException {
    return TextNode.valueOf(folded(value, true));
  }

  JsonNode closed(FieldType type, JsonNode value) throws RejectedValueException {
    String folded = folded(value, type == FieldType.Registry);
    return allowed(type, table.closed(type).present(folded));
  }

  JsonNode tlp(JsonNode value) throws RejectedValueException {
    return allowed(FieldType.TLP, table.closed(FieldType.TLP).present(bareTlp(value)));
  }

  /** The level in upper case, without the prefix {@code TLP} or {@code TLP:}. */
  static String bareTlp(JsonNode value) throws RejectedValueException {
    String level = folded(value, true);
    if (level.startsWith("TLP")) {
      level = level.substring("TLP".length());
      if (level.startsWith(":")) {
        level = level.substring(1);
      }
    }
    int start = 0;
    while (start < level.length() && PythonText.isSpace(level.charAt(start))) {
      start += 1;
    }
    return level.substring(start);
  }

  private JsonNode allowed(FieldType type, String value) throws RejectedValueException {
    if (!table.closed(type).allowed().contains(value)) {
      throw RejectedValueException.type(
          "is not one of the " + table.closed(type).allowed().size() + " values of type " + type);
    }
    return TextNode.valueOf(value);
  }

  private static String folded(JsonNode value, boolean upper) throws RejectedValueException {
    if (!value.isTextual()) {
      throw RejectedValueException.sanitise("must be a text");
    }
    String text = value.textValue();
    String folded = upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
    return string(TextNode.valueOf(folded));
  }

  /** What counts as false in Python, null aside: it never comes here. */
  private static boolean isFalse(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.textValue().isEmpty();
      case NUMBER -> value.doubleValue() == 0;
      case BOOLEAN -> !value.booleanValue();
      case ARRAY, OBJECT -> value.isEmpty();
      case NULL, MISSING, BINARY, POJO -> true;
    };
  }
}
