package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * The members that hold id, parent and path, wherever the shape has them.
 *
 * @param at what errors call the id's place
 */
record IdMembers(JsonNode current, JsonNode parent, JsonNode path, String at) {
  static IdMembers of(Shape shape, JsonNode meta) {
    if (shape == Shape.NESTED) {
      JsonNode uuid = meta.path("uuid");
      return new IdMembers(
          given(uuid.path("current")),
          given(uuid.path("parent")),
          given(uuid.path("path")),
          "meta.uuid.");
    }
    JsonNode plain = given(meta.path("uuid"));
    return new IdMembers(
        plain.isMissingNode() ? given(meta.path("intelmq:uuid")) : plain,
        given(meta.path("intelmq:parent")),
        given(meta.path("intelmq:path")),
        "meta.intelmq:");
  }

  /** Null is as good as absent. */
  private static JsonNode given(JsonNode member) {
    return member.isNull() ? MissingNode.getInstance() : member;
  }
}
