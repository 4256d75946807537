package io.heliograph.event.json;

import java.util.List;
import java.util.Set;

/** What is cut from a record because of what else is in it. */
final class ShapeRules {
  private static final Set<String> COMPLETED =
      Set.of("completed", "completed-empty", "completed-with-errors");
  private static final Shape STATUS_ENTITY = entityOf(Shapes.STATUS);
  private static final Shape DELETE_ENTITY = entityOf(Shapes.DELETE);
  private static final List<String> DELETE_FORMS = List.of("submission", "author", "link", "ids");

  private ShapeRules() {}

  private static Shape entityOf(Shape shape) {
    Shape entity = shape.members().get(shape.index("entity")).shape();
    if (entity == null) {
      throw new IllegalStateException(shape.name() + " has no entity");
    }
    return entity;
  }

  static void afterRecord(Shape shape, Node node, MemberCuts cuts) {
    if (shape == STATUS_ENTITY && COMPLETED.contains(node.text("status"))) {
      // The results become events of their own (contract dispatcher.md part 2 section 4.8).
      node.endOf("results").ifPresent(cuts::cutEndingAt);
    } else if (shape == DELETE_ENTITY) {
      // Strict readers refuse the empty forms that the peer writes beside the one in use.
      for (String form : DELETE_FORMS) {
        if (node.isEmptyObject(form)) {
          node.endOf(form).ifPresent(cuts::cutEndingAt);
        }
      }
    }
  }
}
