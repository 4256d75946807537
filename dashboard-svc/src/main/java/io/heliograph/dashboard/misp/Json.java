package io.heliograph.dashboard.misp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Makes JSON values; scores are floating-point numbers, what is missing is the integer 0. */
final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static ArrayNode list() {
    return NODES.arrayNode();
  }

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode pair(String label, double score) {
    return list().add(label).add(score);
  }

  /** A time and a score or 0. */
  static ArrayNode point(long epochSeconds, @Nullable Double score) {
    return score == null ? list().add(epochSeconds).add(0) : list().add(epochSeconds).add(score);
  }
}
