package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.json.CanonicalJson;

/** How much one message may become: each of its events repeats what they have in common. */
final class Fanout {
  static final int EVENTS_MAX = 1000;
  private static final long BYTES_MAX = 32L << 20;

  private Fanout() {}

  /**
   * Checks before anything is made.
   *
   * @param field the member that multiplies
   */
  static void check(String field, long events, JsonNode message) throws ConversionException {
    if (events > EVENTS_MAX) {
      throw new ConversionException(
          field + ": would be " + events + " events; at most " + EVENTS_MAX + " are made of one");
    }
    if (events > 1 && events * CanonicalJson.bytes(message).length > BYTES_MAX) {
      throw new ConversionException(
          field + ": would be " + events + " events of together more than 32 MiB");
    }
  }
}
