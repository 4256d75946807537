package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of one value (exchange.md section 0.7). */
public sealed interface FieldOutcome {
  /** Stored under these keys: several for {@code extra}, which is flattened by one level. */
  record Accepted(Map<String, JsonNode> stored) implements FieldOutcome {
    /** Keeps the order. */
    public Accepted {
      stored = Collections.unmodifiableMap(new LinkedHashMap<>(stored));
    }
  }

  /** Null, empty, {@code -} or {@code N/A}: not set, no error. */
  record Ignored() implements FieldOutcome {}

  /** {@code __type} on import: read, but no field. */
  record Consumed() implements FieldOutcome {}

  /** Refused; nothing of it is stored. */
  record Rejected(FieldFault fault) implements FieldOutcome {}
}
