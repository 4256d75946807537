package io.heliograph.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.heliograph.exchange.envelope.EntityPath;
import io.heliograph.exchange.envelope.MessageId;
import io.heliograph.exchange.field.FieldOutcome;
import io.heliograph.exchange.field.FieldTable;
import io.heliograph.exchange.field.Kind;
import io.heliograph.exchange.field.Mode;
import io.heliograph.exchange.field.Payload;
import io.heliograph.exchange.field.Sanitation;
import io.heliograph.exchange.json.BoundedJson;
import io.heliograph.exchange.json.JsonLimits;
import io.heliograph.exchange.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Fuzz target: a byte that chooses the field, then a value, as JSON or else as text. Nothing is
 * thrown, and what is stored is stored unchanged when it is imported again.
 */
public final class FieldFuzzer {
  private static final List<String> KEYS = List.copyOf(FieldTable.INTELMQ.keys(Kind.EVENT));
  private static final Sanitation SANITATION = new Sanitation(false, 2026);
  private static final BoundedJson JSON = new BoundedJson(new JsonLimits(1 << 16, 32, 10_000));

  private FieldFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 1) {
      String text = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
      check(KEYS.get((input[0] & 0xff) % KEYS.size()), text);
    }
  }

  /** Whether the field takes the value; throws when a promise is broken. */
  public static boolean check(String key, String text) {
    MessageId.parse(text);
    EntityPath.parse(text);
    FieldOutcome outcome = SANITATION.check(Kind.EVENT, key, value(text), Mode.CREATE);
    if (!(outcome instanceof FieldOutcome.Accepted accepted)) {
      return false;
    }
    ObjectNode stored = JsonNodeFactory.instance.objectNode();
    accepted.stored().forEach(stored::set);
    Payload again = Payload.of(SANITATION, Kind.EVENT, stored, Mode.IMPORT);
    // What alone would be ignored may be stored: a trimmed dash, an empty member of extra.
    boolean ignored = key.equals("extra") || again.fields().isEmpty();
    if (!again.isSound() || !(ignored || again.fields().equals(stored))) {
      throw new AssertionError(key + " " + text + " " + stored + " " + again);
    }
    return true;
  }

  private static JsonNode value(String text) {
    try {
      return JSON.read(text);
    } catch (MalformedJsonException plain) {
      return TextNode.valueOf(text.replaceAll("[\\ud800-\\udfff]", ""));
    }
  }
}
