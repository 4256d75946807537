package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.json.Excerpts;

/** A check that failed, on its way to {@link Reading.Refused}; without a stack trace. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  private RefusedException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  static RefusedException of(EnvelopeCode code, String field, String wanted) {
    return new RefusedException(new Refusal(code, field, field + ": " + wanted));
  }

  static RefusedException of(EnvelopeCode code, String field, String wanted, JsonNode value) {
    return value.isMissingNode()
        ? of(code, field, wanted + "; it is missing")
        : of(code, field, wanted + ": " + Excerpts.of(value));
  }

  Refusal refusal() {
    return refusal;
  }
}
