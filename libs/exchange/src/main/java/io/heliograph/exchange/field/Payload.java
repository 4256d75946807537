package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fields of one message after sanitation. A message is taken whole or not at all: with a fault
 * {@code fields} is only of use to explain.
 *
 * @param fields canonical values in the order in which they came
 * @param faults one for each field that was refused
 */
public record Payload(ObjectNode fields, List<FieldFault> faults) {
  /** How many faults are reported; a message of junk keys is not answered with all of them. */
  public static final int FAULTS_MAX = 100;

  /** Copies the list. */
  public Payload {
    faults = List.copyOf(faults);
  }

  /** The fields of a message, flat. */
  public static Payload of(Sanitation sanitation, Kind kind, JsonNode message, Mode mode) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    List<FieldFault> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : message.properties()) {
      if (faults.size() == FAULTS_MAX) {
        break;
      }
      switch (sanitation.check(kind, member.getKey(), member.getValue(), mode)) {
        case FieldOutcome.Accepted accepted -> {
          for (Map.Entry<String, JsonNode> one : accepted.stored().entrySet()) {
            if (Sanitation.isIgnored(one.getValue()) && !one.getKey().startsWith("extra.")) {
              // " - " is "-" once trimmed: the next hop would take it for nothing.
              continue;
            }
            if (fields.has(one.getKey())) {
              faults.add(exists(one.getKey()));
            } else {
              fields.set(one.getKey(), one.getValue());
            }
          }
        }
        case FieldOutcome.Rejected rejected -> faults.add(rejected.fault());
        case FieldOutcome.Ignored ignored -> {}
        case FieldOutcome.Consumed consumed -> {}
      }
    }
    return new Payload(fields, faults);
  }

  /** Whether the message may be stored. */
  public boolean isSound() {
    return faults.isEmpty();
  }

  private static FieldFault exists(String key) {
    return new FieldFault(key, Rule.EXISTS, key + ": is set twice, alone and as part of extra");
  }
}
