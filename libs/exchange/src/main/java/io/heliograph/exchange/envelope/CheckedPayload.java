package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.field.FieldFault;
import io.heliograph.exchange.field.Payload;
import java.util.List;

/**
 * A payload as it was sent, which a given hash is checked against, and in canonical form, which is
 * stored; the same when a field has a fault.
 */
record CheckedPayload(ObjectNode sent, ObjectNode canonical, List<FieldFault> faults) {
  static CheckedPayload of(ObjectNode sent, Payload payload) {
    return new CheckedPayload(sent, payload.isSound() ? payload.fields() : sent, payload.faults());
  }
}
