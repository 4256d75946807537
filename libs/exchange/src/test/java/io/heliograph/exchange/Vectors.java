package io.heliograph.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.envelope.Receiver;
import io.heliograph.exchange.field.Sanitation;
import io.heliograph.exchange.json.JsonLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Recorded cases, and what all tests judge with. */
public final class Vectors {
  /** Reads and writes JSON of tests. */
  public static final JsonMapper JSON = JsonMapper.builder().build();

  /** The rules of the vectors: no TLP 2.0. */
  public static final Sanitation SANITATION = new Sanitation(false, 2026);

  /** The instance that the vectors are recorded for. */
  public static final Receiver RECEIVER = Receiver.of("cert-xx", SANITATION);

  /** Its dry run. */
  public static final DryRun DRY_RUN = new DryRun(RECEIVER, JsonLimits.DEFAULT);

  private Vectors() {}

  /** A file of cases. */
  public static JsonNode read(String name) {
    try (InputStream file = Vectors.class.getResourceAsStream(name)) {
      return JSON.readTree(Objects.requireNonNull(file, name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name, unreadable);
    }
  }

  /** The items of an array, for parameterised tests. */
  public static List<JsonNode> list(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  /** The value of a JSON text. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(text, malformed);
    }
  }

  /** The object of a JSON text; apostrophes stand for quotes. */
  public static ObjectNode object(String text) {
    return (ObjectNode) json(text.replace('\'', '"'));
  }

  /** Numbers by value: a parser makes an int of what is stored as a long. */
  public static JsonNode reread(JsonNode value) {
    return json(value.toString());
  }
}
