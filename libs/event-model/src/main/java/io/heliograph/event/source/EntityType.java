package io.heliograph.event.source;

import java.util.List;

/**
 * A kind of entity that the sources file declares beside the built-in ones (contract dispatcher.md
 * part 1 row 23).
 *
 * @param name the model in URLs and topic names
 * @param idPath GJSON path of the entity's id within {@code entity}
 * @param actions that its events may have; not empty
 * @param data whether its events bring data, so that their topic ends in {@code .data}
 */
public record EntityType(String name, String idPath, List<String> actions, boolean data) {
  public EntityType {
    actions = List.copyOf(actions);
  }
}
