package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.json.CanonicalJson;
import java.util.Set;

/**
 * The hash that names a payload: SHA-256 of its RFC 8785 bytes, without what differs between two
 * collectors of the same event. "Different content" is judged by it too (section 0.4).
 */
public final class ContentHash {
  private static final Set<String> LEFT_OUT =
      Set.of("raw", "time.observation", "event_hash", "output");

  private ContentHash() {}

  /** The hash id of a payload; of an event of a hub all of it counts. */
  public static MessageId of(Format format, JsonNode payload) {
    if (format == Format.AZUL || !payload.isObject()) {
      return MessageId.ofHash(CanonicalJson.sha256(payload));
    }
    ObjectNode counted = ((ObjectNode) payload).objectNode();
    payload
        .properties()
        .forEach(
            member -> {
              if (!LEFT_OUT.contains(member.getKey())) {
                counted.set(member.getKey(), member.getValue());
              }
            });
    return MessageId.ofHash(CanonicalJson.sha256(counted));
  }
}
