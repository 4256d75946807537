package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The dry run of one field as {@code POST /exchange/v1/validate/field} answers (section 0.7). */
public final class FieldAnswer {
  private FieldAnswer() {}

  /** {@code {outcome, stored, error, rule, message}}, members that do not apply left out. */
  public static ObjectNode json(FieldOutcome outcome) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    switch (outcome) {
      case FieldOutcome.Accepted accepted -> {
        answer.put("outcome", "accepted");
        accepted.stored().forEach(answer.putObject("stored")::set);
      }
      case FieldOutcome.Ignored ignored -> answer.put("outcome", "ignored");
      case FieldOutcome.Consumed ignored -> answer.put("outcome", "consumed");
      case FieldOutcome.Rejected rejected -> {
        answer.put("outcome", "rejected");
        answer.put("error", rejected.fault().error());
        answer.put("rule", rejected.fault().rule().wire());
        answer.put("message", rejected.fault().message());
      }
    }
    return answer;
  }
}
