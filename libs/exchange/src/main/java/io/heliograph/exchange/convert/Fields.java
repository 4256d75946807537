package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.heliograph.exchange.field.FieldOutcome;
import io.heliograph.exchange.field.Kind;
import io.heliograph.exchange.field.Mode;
import io.heliograph.exchange.field.Sanitation;

/** An event of IntelMQ that is being made: each value is canonical, a field is set once. */
final class Fields {
  /** Values whose names are no keys, or are taken: under their names in one object. */
  private static final String UNNAMED = "extra.unnamed";

  private final Sanitation sanitation;
  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

  Fields(Sanitation sanitation) {
    this.sanitation = sanitation;
  }

  /** Sets a field; false when it is set already or its type does not take the value. */
  boolean set(String key, JsonNode value) {
    if (fields.has(key)) {
      return false;
    }
    if (sanitation.check(Kind.EVENT, key, value, Mode.IMPORT)
        instanceof FieldOutcome.Accepted accepted) {
      accepted.stored().forEach(fields::set);
      return true;
    }
    return false;
  }

  boolean set(String key, String value) {
    return set(key, TextNode.valueOf(value));
  }

  /** Keeps a value in {@code extra}, unless there is none. */
  void keep(String name, JsonNode value) {
    boolean empty =
        value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty());
    if (!empty && !set("extra." + name, value)) {
      JsonNode others = fields.path(UNNAMED);
      ObjectNode more = others.isObject() ? (ObjectNode) others : fields.objectNode();
      more.set(name, value);
      fields.set(UNNAMED, more);
    }
  }

  void remove(String key) {
    fields.remove(key);
  }

  void replace(String key, JsonNode value) {
    remove(key);
    set(key, value);
  }

  boolean has(String key) {
    return fields.has(key);
  }

  ObjectNode object() {
    return fields;
  }

  /** A copy that goes on by itself: the pairs of one IDEA message begin with the same fields. */
  Fields copy() {
    Fields copy = new Fields(sanitation);
    copy.fields.setAll(fields);
    return copy;
  }
}
