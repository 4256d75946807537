package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.JsonNode;

/** Payloads for one recipient: {@code {sealed, to}} and nothing else (section 0.12). */
final class Sealed {
  private Sealed() {}

  static boolean is(JsonNode payload) {
    return payload.size() == 2
        && payload.path("sealed").isTextual()
        && payload.path("to").isTextual();
  }
}
