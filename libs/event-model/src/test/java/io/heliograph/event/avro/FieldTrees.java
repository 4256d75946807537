package io.heliograph.event.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Makes events comparable by their fields: zero values and empty things are as good as absent,
 * times are instants of microseconds, numbers have no notation.
 */
final class FieldTrees {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> RAW = Set.of("info", "metadata");

  private FieldTrees() {}

  static JsonNode of(byte[] json) throws Exception {
    return normal(MAPPER.readTree(json));
  }

  static JsonNode normal(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = NODES.objectNode();
      node.properties()
          .forEach(
              field -> {
                JsonNode value =
                    RAW.contains(field.getKey())
                        ? numbers(field.getValue())
                        : normal(field.getValue());
                boolean empty =
                    value.isNull()
                        || (value.isContainerNode() && value.isEmpty())
                        || (value.isTextual() && value.asText().isEmpty())
                        || (value.isNumber() && value.decimalValue().signum() == 0)
                        || (value.isBoolean() && !value.asBoolean());
                if (!empty) {
                  object.set(field.getKey(), value);
                }
              });
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(item -> array.add(normal(item)));
      return array;
    }
    return node.isTextual() ? text(node.asText()) : numbers(node);
  }

  private static JsonNode text(String text) {
    if (text.length() < 20 || text.charAt(10) != 'T') {
      return NODES.textNode(text);
    }
    try {
      String time =
          OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS).toString();
      return NODES.textNode(time.equals("0001-01-01T00:00:00Z") ? "" : time);
    } catch (DateTimeParseException noTime) {
      return NODES.textNode(text);
    }
  }

  private static JsonNode numbers(JsonNode node) {
    if (node.isNumber()) {
      BigDecimal value = node.decimalValue();
      return NODES.numberNode(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
    }
    return node;
  }
}
