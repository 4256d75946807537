package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The values of a closed type and former names of some.
 *
 * @param allowed what may be stored
 * @param aliases former name to present one
 */
record ClosedValues(Set<String> allowed, Map<String, String> aliases) {
  static ClosedValues of(JsonNode type) {
    Set<String> allowed = new LinkedHashSet<>();
    type.path("allowed").forEach(value -> allowed.add(value.textValue()));
    Map<String, String> aliases = new LinkedHashMap<>();
    type.path("aliases")
        .properties()
        .forEach(alias -> aliases.put(alias.getKey(), alias.getValue().textValue()));
    return new ClosedValues(allowed, aliases);
  }

  /** The present name of a folded value. */
  String present(String folded) {
    return aliases.getOrDefault(folded, folded);
  }
}
