package io.heliograph.event.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.Model;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;

/** Events with any fields that the schemas allow, each there or not, with awkward values. */
public final class RandomEvents {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "x", "a.b", "\"quoted\\\"", "tab\tnew\nline\u0001", "käse", "漢字", "😀 pair", "a=b,c%");

  /** Texts without control characters. */
  private static final List<String> NAME_TEXTS =
      TEXTS.stream().filter(text -> text.chars().noneMatch(Character::isISOControl)).toList();

  private static final List<String> FEATURE_TYPES = List.of("integer", "filepath", "uri");

  private static final Set<String> NAMES =
      Set.of(
          "name",
          "version",
          "label",
          "sha256",
          "dequeued",
          "kafka_key",
          "original_source",
          "parent_sha256",
          "hash");

  private static final List<String> TIMES =
      List.of(
          "2026-11-21T00:00:00Z",
          "2026-11-21T10:00:02.123456+10:00",
          "2024-02-29T23:59:59.9-00:30",
          "1969-12-31T23:59:59.000001Z");
  private static final List<BigInteger> SIZES =
      List.of(
          BigInteger.ONE,
          BigInteger.valueOf(35_054),
          BigInteger.valueOf(Long.MAX_VALUE),
          BigInteger.TWO.pow(63),
          BigInteger.TWO.pow(64).subtract(BigInteger.ONE));

  /** What holds a model version, which Avro writes even if it is absent. */
  private static final Set<String> NEEDED = Set.of("model_version", "entity", "input", "type");

  private final Random random;

  public RandomEvents(long seed) {
    random = new Random(seed);
  }

  public ObjectNode event(Model model) throws Exception {
    return (ObjectNode) value(Reference.schema(6, Reference.record(model)), "", 0);
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private JsonNode value(Schema schema, String name, int depth) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, depth);
      case ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        // More than one block of a hundred now and then.
        int size = depth < 2 && random.nextInt(40) == 0 ? 205 : random.nextInt(4);
        boolean large = schema.getElementType().getName().equals("BinaryEvent");
        for (int i = 0; i < (large ? Math.min(size, 2) : size); i++) {
          array.add(value(schema.getElementType(), name, depth + 1));
        }
        yield array;
      }
      case MAP -> {
        ObjectNode map = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(any(name.equals("references") ? NAME_TEXTS : TEXTS) + i, any(TEXTS));
        }
        yield map;
      }
      case STRING ->
          NODES.textNode(
              any(name.equals("type") ? FEATURE_TYPES : NAMES.contains(name) ? NAME_TEXTS : TEXTS));
      case BOOLEAN -> NODES.booleanNode(true);
      case DOUBLE -> NODES.numberNode(any(List.of(0.001, 1.5, 1e300, -2.25)).doubleValue());
      case LONG -> {
        if (schema.getProp("logicalType") != null) {
          yield NODES.textNode(any(TIMES));
        }
        long number = name.equals("model_version") ? 6L : any(List.of(1L, 7L, 4294967295L));
        yield NODES.numberNode(number);
      }
      case FIXED -> NODES.numberNode(any(SIZES));
      case BYTES -> raw(name);
      default -> throw new IllegalStateException(schema.toString());
    };
  }

  private JsonNode record(Schema schema, int depth) {
    ObjectNode node = NODES.objectNode();
    for (Schema.Field field : schema.getFields()) {
      boolean often = schema.getName().endsWith("Event") && random.nextInt(10) > 0;
      if (NEEDED.contains(field.name()) || often || random.nextInt(3) > 0) {
        node.set(field.name(), value(field.schema(), field.name(), depth + 1));
      }
    }
    return node;
  }

  private JsonNode raw(String name) {
    ObjectNode object = NODES.objectNode();
    object.put(any(TEXTS), any(TEXTS)).put("number", 1.25).putNull("nothing");
    object.putArray("list").add(1).addArray().add(true);
    return name.equals("info") && random.nextBoolean() ? NODES.arrayNode().add(object) : object;
  }

  /** Adds what clients should not send: unknown members and nulls, at any depth of the model. */
  public void disturb(Model model, ObjectNode event) throws Exception {
    disturb(Reference.schema(6, Reference.record(model)), event);
  }

  private void disturb(Schema schema, JsonNode node) {
    if (schema.getType() == Schema.Type.ARRAY) {
      node.forEach(item -> disturb(schema.getElementType(), item));
    } else if (schema.getType() == Schema.Type.RECORD && node instanceof ObjectNode object) {
      for (Schema.Field field : schema.getFields()) {
        if (object.has(field.name())) {
          disturb(field.schema(), object.get(field.name()));
        } else if (random.nextInt(4) == 0) {
          object.putNull(field.name());
        }
      }
      if (random.nextInt(3) == 0) {
        object.set("unknown" + random.nextInt(2), raw("info"));
      }
      shuffle(object);
    }
  }

  private void shuffle(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    for (String name : names) {
      object.set(name, object.remove(name));
    }
  }
}
